import DNSModel
import Fuzzing
import TestSupport
import Testing

@Suite("A fuzzer of queries finds replies that are wrong") struct ReplyRulesTests {
    private static let query = QueryOctets.query("a.test", .a, payloadSize: nil)
    /// One address, owned by a pointer to the question.
    private static let sound = query.with(0x85, at: 2).with(1, at: 7) + [0xC0, 12, 0, 1, 0, 1, 0, 0, 0, 5, 0, 4, 10, 0, 0, 1]

    @Test("and lets a sound one pass")
    func sound() {
        #expect(ReplyRules(to: Self.query, over: .datagram, isAllowed: true).finding(in: Self.sound) == nil)
        #expect(ReplyRules(to: Self.query.with(0x80, at: 2), over: .stream, isAllowed: true).finding(in: []) == nil)
        #expect(ReplyRules(to: [1, 2, 3], over: .stream, isAllowed: true).finding(in: []) == nil)
    }

    private static let rows: [(what: String, reply: [UInt8])] = [
        ("none", []), ("another ID", sound.with(0, at: 0)), ("QR is not set", sound.with(0x05, at: 2)),
        ("RD did not come back", sound.with(0x84, at: 2)), ("another opcode", sound.with(0x8D, at: 2)),
        ("another spelling", sound.with(0x41, at: 13)), ("an octet behind it", sound + [0]),
        ("a record that is not there", sound.with(2, at: 7)), ("a pointer to itself", sound.with(24, at: 25)),
        ("an address of three octets", Array(sound.with(3, at: 35).dropLast())), ("a TTL below zero", sound.with(0x80, at: 30)),
        ("no SOA", Array(sound.with(0, at: 7).prefix(24))),
        ("over 512 octets", sound.with(40, at: 7) + repeatElement(sound.suffix(16), count: 39).joined()),
    ]

    @Test("as these are", arguments: rows)
    func wrong(row: (what: String, reply: [UInt8])) {
        #expect(ReplyRules(to: Self.query, over: .datagram, isAllowed: true).finding(in: row.reply) != nil, "\(row.what)")
    }

    @Test("as one with records is for who is not allowed any")
    func stranger() {
        #expect(ReplyRules(to: Self.query, over: .datagram, isAllowed: false).finding(in: Self.sound) != nil)
    }
}

extension [UInt8] {
    fileprivate func with(_ octet: UInt8, at index: Int) -> [UInt8] {
        var octets = self
        octets[index] = octet
        return octets
    }
}
