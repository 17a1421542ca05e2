import DNSModel
import DNSWire
import TestSupport
import Testing

@Suite("Answers that do not fit")
struct TruncationTests {
    private static let host = "svc1.testns.svc.cluster.local"

    @Test(
        "as many whole answers as fit go out, with TC and nothing behind them",
        arguments: stride(from: 512, through: 1_232, by: 7).map(\.self))
    func answers(limit: Int) throws {
        let response = Response(
            .noError, answer: try Records.addresses(Self.host, count: 100), authority: [try Records.start()],
            additional: try Records.addresses("a.b", count: 1))
        let octets = Records.octets(response, to: try Records.query(Self.host), limit: limit)
        let message = try #require(LdnsMessage(octets))
        #expect(message.header == "1234 qr tc rd 0")
        #expect((limit - 15)...limit ~= octets.count)
        #expect(message.answer == (0..<(limit - 47) / 16).map { "\(Self.host). 5 IN A 10.0.0.\($0)" })
        #expect(message.authority.isEmpty && message.additional.isEmpty)
    }

    @Test("the limit holds with OPT, which is always there", arguments: 512...600)
    func answersWithExtensions(limit: Int) throws {
        let response = Response(.badVersion, answer: try Records.addresses(Self.host, count: 100))
        let octets = Records.octets(response, to: try Records.query(Self.host, extensions: Records.extensions()), limit: limit)
        let message = try #require(LdnsMessage(octets))
        #expect((limit - 15)...limit ~= octets.count)
        #expect(message.header == "1234 qr tc rd 16")
        #expect(message.extensions == "0 1232")
    }

    @Test("what fits to the octet is not cut, and one octet less cuts it", arguments: [(0, ""), (1, "tc ")])
    func exactly(missing: Int, flag: String) throws {
        let response = Response(.noError, answer: try Records.addresses(Self.host, count: 40))
        let octets = Records.octets(response, to: try Records.query(Self.host), limit: 12 + 35 + 40 * 16 - missing)
        #expect(LdnsMessage(octets)?.header == "1234 qr \(flag)rd 0")
        #expect(LdnsMessage(octets)?.answer.count == 40 - missing)
    }

    @Test("additional records are left out first, an RRset at a time and without TC", arguments: 90...300)
    func additional(limit: Int) throws {
        let sets = [
            try Records.addresses("x.y", count: 3), [try Records.address("x.y", "fd00::1"), try Records.address("x.y", "fd00::2")],
            try Records.addresses("z", count: 4),
        ]
        let ends = [0, 51, 107, 172].map { $0 + 12 + 35 + 12 + 6 + 5 }
        let response = Response(.noError, answer: [try Records.service(Self.host, port: 80, "x.y")], additional: sets.flatMap(\.self))
        let octets = Records.octets(response, to: try Records.query(Self.host, .srv), limit: limit)
        let message = try #require(LdnsMessage(octets))
        let fitting = ends.filter { $0 <= limit }.count - 1
        #expect(message.header == "1234 qr rd 0")
        #expect(octets.count == ends[fitting])
        #expect(message.answer.count == 1)
        #expect(message.additional.count == sets.prefix(fitting).flatMap(\.self).count)
    }

    @Test("a negative answer without room for its SOA is truncated", arguments: [(101, ""), (100, "tc ")])
    func authority(limit: Int, flag: String) throws {
        let response = Response(.nameError, authority: [try Records.start()], additional: try Records.addresses("a.b", count: 1))
        let octets = Records.octets(response, to: try Records.query(Self.host), limit: limit)
        let message = try #require(LdnsMessage(octets))
        #expect(message.header == "1234 qr \(flag)rd 3")
        #expect(message.authority.count == (flag.isEmpty ? 1 : 0))
        #expect(message.additional.isEmpty)
    }

    private static let notice = "only a part of the records: all of them do not fit a message"

    @Test("a stream carries 65,535 octets and no more, whatever limit is named; who gets a part is told", arguments: [65_535, 1_000_000])
    func stream(limit: Int) throws {
        let response = Response(.noError, answer: try Records.addresses(Self.host, count: 70_000))
        let octets = Records.octets(response, to: try Records.query(Self.host, extensions: Records.extensions()), limit: limit)
        let message = try #require(LdnsMessage(octets))
        #expect(65_520...65_535 ~= octets.count)
        #expect(message.header == "1234 qr rd 0")
        #expect(message.answer.count == (65_535 - 11 - 6 - Self.notice.utf8.count - 47) / 16)
        #expect(message.extensions == "0 1232")
        #expect(message.extendedErrors == ["0 \(Self.notice)"])
    }

    @Test("without EDNS a part on a stream is as large as it can be, and has no TC")
    func streamWithoutExtensions() throws {
        let response = Response(.noError, answer: try Records.addresses(Self.host, count: 70_000))
        let octets = Records.octets(response, to: try Records.query(Self.host))
        let message = try #require(LdnsMessage(octets))
        #expect(message.header == "1234 qr rd 0")
        #expect(message.answer.count > 4_000)
        #expect(message.extensions == nil)
    }

    @Test("a stream that holds all records to its last octet is not told that they are a part", arguments: [(0, 0), (1, 1)])
    func wholeStream(more: Int, notices: Int) throws {
        // The first record's own name fills what sixteens do not.
        let room = 65_535 - 11 - 47
        let first = try Records.record("a", .txt([Array(repeating: 0x61, count: room % 16 + 16 - 14 + more)]))
        let answer = [first] + (try Records.addresses(Self.host, count: room / 16 - 1))
        let octets = Records.octets(
            Response(.noError, answer: answer), to: try Records.query(Self.host, extensions: Records.extensions()))
        let message = try #require(LdnsMessage(octets))
        #expect(message.extendedErrors.count == notices)
        #expect((octets.count == 65_535) == (more == 0))
        #expect((message.answer.count == answer.count) == (more == 0))
    }

    @Test("RDATA of more than 65,535 octets is left out, and a string of more than 255 is cut")
    func longText() throws {
        let long = try Records.record("a.b", .txt(Array(repeating: Array(repeating: 0x61, count: 255), count: 300)))
        let message = LdnsMessage(Records.octets(Response(.noError, answer: [long]), to: try Records.query("a.b", .txt)))
        #expect(message?.header == "1234 qr rd 0")
        #expect(message?.answer == [])
        let wide = try Records.record("a.b", .txt([Array(repeating: 0x61, count: 300)]))
        let cut = LdnsMessage(Records.octets(Response(.noError, answer: [wide]), to: try Records.query("a.b", .txt)))
        #expect(cut?.answer == ["a.b. 5 IN TXT \"\(String(repeating: "a", count: 255))\""])
    }

    @Test(
        "the limit is what the carrier and the client allow",
        arguments: [
            (nil, MessageTransport.datagram, 512), (0, .datagram, 512), (511, .datagram, 512), (513, .datagram, 513),
            (1_232, .datagram, 1_232), (1_233, .datagram, 1_232), (65_535, .datagram, 1_232), (nil, .stream, 65_535), (0, .stream, 65_535),
        ] as [(UInt16?, MessageTransport, Int)])
    func limits(payloadSize: UInt16?, transport: MessageTransport, limit: Int) throws {
        let query = try Records.query("a.b", extensions: payloadSize.map { Records.extensions($0) })
        #expect(AnswerLimit.octets(for: query, over: transport) == limit)
    }
}
