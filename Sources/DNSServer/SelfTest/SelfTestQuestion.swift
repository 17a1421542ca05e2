package import DNSModel
import DNSWire

/// The question that a server asks itself: of a name that is always its own, so that nobody else has a say in the answer, and that
/// nobody else knows, so that limits on clients need not hold for it.
package struct SelfTestQuestion: Sendable {
    private let question: Question

    private static let headerLength = 12

    /// A question for a random name in a zone of the server's own.
    package init(in zone: DomainName) {
        let secret = String(UInt64.random(in: .min ... .max), radix: 16) + String(UInt64.random(in: .min ... .max), radix: 16)
        question = Question(name: Label(secret).flatMap { DomainName([$0], in: zone) } ?? zone, type: .soa)
    }

    /// Whether these octets of a client ask it.
    package func isAsked(by message: Span<UInt8>) -> Bool {
        let name = question.name.octets.span
        guard message.count > Self.headerLength &+ name.count else { return false }
        for index in name.indices where message[Self.headerLength &+ index] != name[index] { return false }
        return true
    }

    /// The octets of a query.
    package func message(identifier: UInt16) -> [UInt8] {
        QueryEncoder.octets(of: question, identifier: identifier)
    }

    /// Whether a message is the answer to a query of these octets: that there is no such name, or REFUSED, by a server that does not
    /// answer this machine.
    package func isAnswered(by answer: [UInt8], to query: [UInt8]) -> Bool {
        guard query.count > Self.headerLength, answer.count >= query.count, answer[..<2] == query[..<2] else { return false }
        let (isResponse, code) = (answer[2] & 0x80 != 0, answer[3] & 0xF)
        let codes = [ResponseCode.noError, .nameError, .refused].map(\.rawValue)
        return isResponse && codes.contains(UInt16(code))
            && answer[Self.headerLength..<query.count] == query[Self.headerLength...]
    }
}
