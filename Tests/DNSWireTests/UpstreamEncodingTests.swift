import DNSModel
import DNSWire
import TestSupport
import Testing

@Suite("Answers from upstream on their way out")
struct UpstreamEncodingTests {
    private static let host = "www.example.test"

    @Test("AD goes out when the answer is authentic, and not else", arguments: [(true, "1234 qr rd ad 0"), (false, "1234 qr rd 0")])
    func authentic(isAuthentic: Bool, header: String) throws {
        var response = Response(.noError)
        response.isAuthentic = isAuthentic
        #expect(LdnsMessage(Records.octets(response, to: try Records.query(Self.host)))?.header == header)
    }

    @Test("AD of a query says that its client understands it", arguments: [(0x00, false), (0x20, true), (0xDF, false), (0xFF, true)])
    func understandsAuthentic(flags: UInt8, isUnderstood: Bool) {
        var packet = GoldenPacket.octets("query-a")
        packet[3] = flags
        #expect(Decoding(packet).query?.understandsAuthentic == isUnderstood)
    }

    @Test("names of others keep the case of their letters", arguments: [(true, "EXAMPLE.Test."), (false, "example.test.")])
    func spelling(keepsSpelling: Bool, parent: String) throws {
        var response = Response(.noError, answer: [try Records.record(Self.host, .cname(try Records.name("Edge.EXAMPLE.Test")))])
        response.keepsSpelling = keepsSpelling
        let octets = Records.octets(response, to: try Records.query(Self.host))
        #expect(LdnsMessage(octets)?.answer == ["\(Self.host). 5 IN CNAME Edge.\(parent)"])
    }

    @Test("records of any type go out as they came")
    func raw() throws {
        let unknown = RecordType(rawValue: 65_280)
        let records = [
            try Records.record(Self.host, .other(unknown, [0xC0, 0x0C, 0xFF])), try Records.record(Self.host, .other(unknown, [])),
            try Records.record(Self.host, .other(RecordType(rawValue: 15), [0, 10] + Records.name("mx.example.test").octets)),
        ]
        let octets = Records.octets(Response(.noError, answer: records), to: try Records.query(Self.host, unknown))
        #expect(
            LdnsMessage(octets)?.answer == [
                "\(Self.host). 5 IN TYPE65280 \\# 3 c00cff", "\(Self.host). 5 IN TYPE65280 \\# 0",
                "\(Self.host). 5 IN MX 10 mx.example.test.",
            ])
    }

    /// A signature of 96 octets, as one of ECDSA P-256 is.
    private static func signature() throws -> ResourceRecord {
        try Records.record(
            host, .other(RecordType(rawValue: 46), [0, 16, 13, 2] + Array(repeating: 1, count: 14) + [0] + Array(repeating: 2, count: 64)))
    }

    @Test("a large answer over UDP has TC and whole records, and over TCP it is whole", arguments: [512, 1_232, 65_535])
    func truncation(limit: Int) throws {
        let texts = try (0..<20).map { try Records.record(Self.host, .other(.txt, [200] + Array(repeating: 0x61 + $0, count: 200))) }
        let response = Response(
            .noError, recursionAvailable: true, answer: texts + [try Self.signature()], authority: [try Records.start()])
        let octets = Records.octets(response, to: try Records.query(Self.host, .txt, extensions: Records.extensions()), limit: limit)
        let message = try #require(LdnsMessage(octets))
        let isWhole = limit == 65_535
        #expect(octets.count <= limit)
        #expect(message.flags.contains("tc") == !isWhole)
        #expect(message.answer.count == (isWhole ? 21 : (limit - 12 - 22 - 11) / 213))
        #expect(message.authority.count == (isWhole ? 1 : 0))
        #expect(message.extensions == "0 1232")
    }

    @Test("a record that is larger than UDP leaves an empty answer with TC")
    func oneLargeRecord() throws {
        let text = try Records.record(Self.host, .other(.txt, Array(repeating: 0, count: 60_000)))
        let octets = Records.octets(Response(.noError, answer: [text]), to: try Records.query(Self.host, .txt), limit: 1_232)
        #expect(LdnsMessage(octets)?.header == "1234 qr tc rd 0")
        #expect(octets.count == 34)
    }

    @Test("a proof that does not fit is left out whole, with TC")
    func proof() throws {
        let authority = [try Records.start()] + (try (0..<10).map { _ in try Self.signature() })
        let octets = Records.octets(Response(.nameError, authority: authority), to: try Records.query(Self.host), limit: 512)
        let message = try #require(LdnsMessage(octets))
        #expect(message.header == "1234 qr tc rd 3")
        #expect(message.authority.isEmpty)
    }

    @Test(
        "the refusal of a query has its header and question, and no octet more",
        arguments: ["query-a", "query-mixed-case", "query-root-ns", "query-opt-cookie", "query-checking-disabled", "query-class-chaos"])
    func refusal(name: String) throws {
        let packet = GoldenPacket.octets(name)
        let query = try #require(Decoding(packet).query)
        var octets: [UInt8] = []
        ResponseEncoder.encode(Rejection(.refused, of: query), into: &octets)
        let message = try #require(LdnsMessage(octets))
        let flags = (query.recursionDesired ? ["rd"] : []) + (query.checkingDisabled ? ["cd"] : [])
        #expect(message.header == (["1234", "qr"] + flags + ["5"]).joined(separator: " "))
        #expect(octets.dropFirst(12) == packet[12..<octets.count])
        #expect(octets.count <= packet.count)
        #expect(octets[4..<12] == [0, 1, 0, 0, 0, 0, 0, 0])
    }

    @Test("the times of a message are where they are, but for OPT")
    func timeOffsets() throws {
        let response = Response(
            .noError, answer: try Records.addresses(Self.host, count: 2), authority: [try Records.start()],
            additional: [try Records.address("a.b", "fd00::1")])
        let octets = Records.octets(response, to: try Records.query(Self.host, extensions: Records.extensions()))
        var offsets: [UInt16] = []
        let isWalked = TimeToLiveOffsets.append(of: octets.span, to: &offsets)
        #expect(isWalked)
        #expect(offsets.count == 4)
        #expect(offsets.allSatisfy { octets[Int($0)..<(Int($0) + 4)] == [0, 0, 0, 5] })
        let walked = octets.indices.filter { TimeToLiveOffsets.append(of: Array(octets.prefix($0)).span, to: &offsets) }
        #expect(walked.isEmpty)
    }
}
