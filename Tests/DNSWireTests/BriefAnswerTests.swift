import DNSModel
import DNSWire
import TestSupport
import Testing

@Suite("Answers without records") struct BriefAnswerTests {
    private static func answer(
        _ answer: BriefAnswer, to message: [UInt8], hasCookie: Bool = false, isBare: Bool = false
    ) throws(DecodeError) -> [UInt8] {
        var octets: [UInt8] = [1, 2, 3]
        try answer.encode(to: message.span, hasCookie: hasCookie, isBare: isBare, into: &octets)
        return octets
    }

    @Test(
        "They have the code, TC and the client's flags, the question as it came, OPT with DO as it came, and are not longer than the query",
        arguments: [
            (BriefAnswer.refusal(recursionAvailable: false), [], "1234 qr rd 5"),
            (.refusal(recursionAvailable: true), [.checkingDisabled, .authenticData, .dnssecOK], "1234 qr rd ra cd 5"),
            (.truncation(recursionAvailable: true), [], "1234 qr tc rd ra 0"),
            // To glibc an answer without records, AA and RA is of a server that is out of order.
            (.truncation(recursionAvailable: false), [], "1234 qr aa tc rd 0"),
            (.truncation(recursionAvailable: true), [.checkingDisabled, .dnssecOK], "1234 qr tc rd ra cd 0"),
        ] as [(BriefAnswer, Set<QueryOctets.Flag>, String)])
    func forms(answer: BriefAnswer, flags: Set<QueryOctets.Flag>, header: String) throws {
        for payloadSize in [nil, 1_232] as [UInt16?] {
            let query = QueryOctets.query("WeB.example", .srv, payloadSize: payloadSize, flags: flags)
            let octets = try Self.answer(answer, to: query)
            let message = try #require(LdnsMessage(octets))
            #expect(message.header == header && message.question == ["WeB.example. IN SRV"])
            #expect(message.extensions == payloadSize.map { "0 \($0)" + (flags.contains(.dnssecOK) ? " do" : "") })
            #expect(message.answer + message.authority + message.additional == [] && octets.count <= query.count)
            let bare = try #require(LdnsMessage(try Self.answer(answer, to: query, isBare: true)))
            #expect(bare.header == header && bare.extensions == nil)
            let room = try Self.answer(answer, to: query, hasCookie: true)
            #expect(room.count == octets.count + (payloadSize == nil ? 0 : 28))
        }
    }

    @Test("They are no answers to what the gate lets not through")
    func rejections() {
        let query = QueryOctets.query("web.example", .a, payloadSize: nil)
        var answer = query
        answer[2] |= 0x80
        var status = query
        status[2] |= 0x10
        for brief in [BriefAnswer.refusal(recursionAvailable: true), .truncation(recursionAvailable: true)] {
            for message in [[], Array(query.prefix(11)), answer, status, Array(query.prefix(20))] {
                #expect(throws: DecodeError.self) { try Self.answer(brief, to: message) }
            }
        }
    }
}
