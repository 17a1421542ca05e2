package import DNSModel
import DNSWire

/// The question that a server asks itself: of a name that is always its own, so that nobody else has a say in the answer.
package struct SelfTestQuestion: Sendable {
    private let question: Question

    private static let headerLength = 12

    /// The question for the SOA record of a zone of the server's own.
    package init(of zone: DomainName) {
        question = Question(name: zone, type: .soa)
    }

    /// The octets of a query.
    package func message(identifier: UInt16) -> [UInt8] {
        QueryEncoder.octets(of: question, identifier: identifier)
    }

    /// Whether a message is the answer to a query of these octets: REFUSED is one as well, by a server that does not answer this machine.
    package func isAnswered(by answer: [UInt8], to query: [UInt8]) -> Bool {
        guard query.count > Self.headerLength, answer.count >= query.count, answer[..<2] == query[..<2] else { return false }
        let (isResponse, code) = (answer[2] & 0x80 != 0, answer[3] & 0xF)
        let codes = [ResponseCode.noError, .refused].map(\.rawValue)
        return isResponse && codes.contains(UInt16(code))
            && answer[Self.headerLength..<query.count] == query[Self.headerLength...]
    }
}
