import DNSModel
import DNSWire
import TestSupport
import Testing

@Suite("Messages of zone transfers")
struct TransferEncoderTests {
    private static func messages(
        of records: [ResourceRecord], to query: Query, options: AnswerOptions = AnswerOptions()
    ) -> [[UInt8]] {
        var rest = records[...]
        var encoder = TransferEncoder(answering: query, options: options) { rest.popFirst() }
        var messages: [[UInt8]] = []
        while !encoder.isFinished {
            var octets: [UInt8] = [1, 2, 3]
            encoder.encode(into: &octets)
            messages.append(octets)
        }
        return messages
    }

    @Test("every record comes once, in its order and whole; a message is full when the next record does not fit")
    func order() throws {
        let start = try Records.start()
        let inside = try (0..<5_000).map { try Records.address("host-\($0).cluster.local", "10.0.\($0 / 250).\($0 % 250)") }
        let messages = Self.messages(of: [start] + inside + [start], to: try Records.query("cluster.local", .axfr))
        #expect(messages.count > 5)
        #expect(messages.allSatisfy { $0.count <= 16_384 })
        #expect(messages.dropLast().allSatisfy { $0.count > 16_384 - 60 })
        let read = try messages.map { try #require(LdnsMessage($0)) }
        #expect(read.allSatisfy { $0.header == "1234 qr aa rd 0" && $0.question == ["cluster.local. IN AXFR"] && $0.extensions == nil })
        let answers = read.flatMap(\.answer)
        #expect(answers.count == 5_002)
        #expect(answers.first == answers.last && answers.first?.contains(" SOA ") == true)
        #expect(Array(answers.dropFirst().dropLast()) == inside.enumerated().map { "\($1.owner) 5 IN A 10.0.\($0 / 250).\($0 % 250)" })
    }

    @Test("a client with EDNS gets OPT in each message, for which there is room")
    func extensions() throws {
        let records = try (0..<3_000).map { try Records.address("h\($0).b", "10.0.0.1") }
        let messages = Self.messages(of: records, to: try Records.query("b", .axfr, extensions: Records.extensions()))
        #expect(messages.count > 1)
        #expect(messages.allSatisfy { $0.count <= 16_384 && LdnsMessage($0)?.extensions == "0 1232" })
        #expect(messages.compactMap { LdnsMessage($0)?.answer.count }.reduce(0, +) == 3_000)
    }

    @Test("the first message, and no other, has the options, for which there is room")
    func options() throws {
        let records = try (0..<3_000).map { try Records.address("h\($0).b", "10.0.0.1") }
        let query = try Records.query("b", .axfr, extensions: Records.extensions())
        let messages = Self.messages(of: records, to: query, options: AnswerOptions(identity: [65], hasCookie: true))
        #expect(messages.count > 1 && messages.allSatisfy { $0.count <= 16_384 && $0.count > 12 && AnswerOutline($0) != nil })
        let options = messages.compactMap { AnswerOutline($0)?.description.contains("COOKIE") }
        #expect(options == [true] + Array(repeating: false, count: messages.count - 1))
        #expect(messages.compactMap { LdnsMessage($0)?.answer.count }.reduce(0, +) == 3_000)
        let plain = Self.messages(of: records, to: try Records.query("b", .axfr), options: AnswerOptions(identity: [65], hasCookie: true))
        #expect(plain.allSatisfy { LdnsMessage($0)?.extensions == nil })
    }

    @Test("records are drawn no further than the message that is made, and one more")
    func laziness() throws {
        let record = try Records.address("a.b", "10.0.0.1")
        var drawn = 0
        var encoder = TransferEncoder(answering: try Records.query("b", .axfr)) {
            drawn += 1
            return record
        }
        var octets: [UInt8] = []
        encoder.encode(into: &octets)
        #expect(drawn == encoder.recordCount + 1)
        #expect(encoder.recordCount == (16_384 - 12 - 7) / 16)
    }

    @Test("the serial of IXFR is read from its SOA, whatever stands for names there", arguments: [0, 1, 2_147_483_648, 4_294_967_295])
    func serials(serial: UInt32) {
        for name in ["query-ixfr", "query-ixfr-opt"] {
            var packet = GoldenPacket.octets(name)
            let start = packet.count - 20 - (name == "query-ixfr" ? 0 : 11)
            for index in 0..<4 { packet[start + index] = UInt8(truncatingIfNeeded: serial >> (24 - 8 * index)) }
            #expect(Decoding(packet).query?.zoneSerial == serial)
        }
    }

    @Test(
        "no serial is read where there is no SOA, or none that is whole",
        arguments: ["query-ixfr-without-soa", "query-ixfr-hostile-soa", "query-ixfr-long-soa", "query-ixfr-name-behind-soa", "query-axfr"])
    func noSerial(name: String) {
        #expect(Decoding(GoldenPacket.octets(name)).query != nil)
        #expect(Decoding(GoldenPacket.octets(name)).query?.zoneSerial == nil)
    }
}
