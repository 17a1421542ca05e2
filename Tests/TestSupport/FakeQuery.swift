import DNSModel

/// A query that a scripted server got.
struct FakeQuery: Sendable {
    let question: Question
    /// The whole message.
    let octets: [UInt8]
    private let questionOctets: ArraySlice<UInt8>
    private static let headerLength = 12

    init?(_ octets: [UInt8]) {
        guard let end = Self.endOfName(octets), octets.count >= end + 5,
            let name = DomainName(wire: octets[Self.headerLength...end])
        else { return nil }
        self.octets = octets
        questionOctets = octets[Self.headerLength..<(end + 5)]
        question = Question(name: name, type: RecordType(rawValue: UInt16(octets[end + 1]) << 8 | UInt16(octets[end + 2])))
    }

    /// Where the root's zero is: labels may hold zeros too.
    private static func endOfName(_ octets: [UInt8]) -> Int? {
        var position = headerLength
        while position < octets.count, octets[position] != 0 { position += 1 + Int(octets[position]) }
        return position < octets.count ? position : nil
    }

    /// An answer with RA, and with OPT where the query has it; cut with TC where the carrier does not take it whole.
    func response(_ answer: FakeAnswer, over carrier: DNSClient.Carrier) -> [UInt8] {
        let response = message(about: questionOctets, answer)
        return carrier == .udp && response.count > payloadSize ? truncated : response
    }

    var truncated: [UInt8] {
        var message = message(about: questionOctets, FakeAnswer())
        message[2] |= 2
        return message
    }

    func responseAboutAnotherName(_ answer: FakeAnswer) -> [UInt8] {
        var other = questionOctets
        other[other.startIndex + 1] ^= 3
        return message(about: other, answer)
    }

    /// A record that answers the question with this RDATA.
    func record(_ data: [UInt8]) -> [UInt8] {
        Array(questionOctets) + [0, 0, 1, 44] + UInt16(truncatingIfNeeded: data.count).octets + data
    }

    /// The most octets that go back over UDP: what the OPT record says, which is the first record behind the question.
    private var payloadSize: Int {
        let extensions = questionOctets.endIndex
        guard octets.count >= extensions + 5, octets[extensions...].starts(with: [0, 0, 41]) else { return 512 }
        return max(512, Int(octets[extensions + 3]) << 8 | Int(octets[extensions + 4]))
    }

    private func message(about question: ArraySlice<UInt8>, _ answer: FakeAnswer) -> [UInt8] {
        let extensions: [[UInt8]] = octets.count > questionOctets.endIndex ? [[0, 0, 41, 16, 0, 0, 0, 0, 0, 0, 0]] : []
        let counts = [1, answer.records.count, answer.authority.count, extensions.count]
        let flags = [0x80 | octets[2] & 0x79, 0x80 | octets[3] & 0x10 | UInt8(truncatingIfNeeded: answer.code.rawValue & 15)]
        let header: [UInt8] = octets[..<2] + flags + counts.flatMap { UInt16(truncatingIfNeeded: $0).octets }
        return Array(([header, Array(question)] + answer.records + answer.authority + extensions).joined())
    }
}
