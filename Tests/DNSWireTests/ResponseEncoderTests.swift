import DNSModel
import DNSWire
import TestSupport
import Testing

@Suite("ResponseEncoder")
struct ResponseEncoderTests {
    private static let host = "svc1.testns.svc.cluster.local"

    @Test("each type of record is read as what was written")
    func types() throws {
        let record = Records.record
        let name = Records.name
        let table = [
            (try record(Self.host, .a(IPv4Address(0x0A00_0001))), "svc1.testns.svc.cluster.local. 5 IN A 10.0.0.1"),
            (try Records.address("a.b", "fd00::1:2"), "a.b. 5 IN AAAA fd00::1:2"),
            (try record("a.b", .cname(try name("c.b"))), "a.b. 5 IN CNAME c.b."),
            (try record("b", .ns(try name("ns.dns.b"))), "b. 5 IN NS ns.dns.b."),
            (try record("1.0.0.10.in-addr.arpa", .ptr(try name(Self.host))), "1.0.0.10.in-addr.arpa. 5 IN PTR \(Self.host)."),
            (try Records.service("_http._tcp.a.b", port: 80, "c.a.b"), "_http._tcp.a.b. 5 IN SRV 0 100 80 c.a.b."),
            (try record("a.b", .txt([Array("1.1.0".utf8), []])), "a.b. 5 IN TXT \"1.1.0\" \"\""),
            (try record("a.b", .hinfo(cpu: Array("RFC8482".utf8), os: [])), "a.b. 5 IN HINFO \"RFC8482\" \"\""),
            (
                try Records.start(),
                "cluster.local. 5 IN SOA ns.dns.cluster.local. hostmaster.cluster.local. 4294967295 7200 1800 86400 5"
            ),
            (try record(".", .ns(.root)), ". 5 IN NS ."),
        ]
        let octets = Records.octets(Response(.noError, answer: table.map(\.0)), to: try Records.query(Self.host, .any))
        #expect(try #require(LdnsMessage(octets)).answer == table.map(\.1))
    }

    @Test("each section has its records, and the question is the client's")
    func sections() throws {
        let response = Response(
            .nameError, isAuthoritative: true, answer: [try Records.service("a.b", port: 80, "c.d")], authority: [try Records.start()],
            additional: [try Records.address("c.d", "10.0.0.1"), try Records.address("c.d", "fd00::1")])
        let octets = Records.octets(response, to: try Records.query("A.b", .srv, extensions: Records.extensions()))
        let message = try #require(LdnsMessage(octets))
        #expect(message.header == "1234 qr aa rd 3")
        #expect(message.question == ["A.b. IN SRV"])
        #expect(message.answer == ["A.b. 5 IN SRV 0 100 80 c.d."])
        #expect(message.authority.count == 1)
        #expect(message.additional == ["c.d. 5 IN A 10.0.0.1", "c.d. 5 IN AAAA fd00::1"])
        #expect(message.extensions == "0 1232")
    }

    @Test(
        "flags are the response's and the query's",
        arguments: [
            (false, false, false, false, "1234 qr 0"), (true, false, false, false, "1234 qr aa 0"),
            (false, true, false, false, "1234 qr ra 0"), (false, false, true, false, "1234 qr rd 0"),
            (false, false, false, true, "1234 qr cd 0"), (true, true, true, true, "1234 qr aa rd ra cd 0"),
        ])
    func flags(authoritative: Bool, recursion: Bool, desired: Bool, disabled: Bool, header: String) throws {
        let query = Query(
            identifier: 0x1234, recursionDesired: desired, checkingDisabled: disabled,
            question: Question(name: try Records.name("a.b"), type: .a), extensions: nil)
        let response = Response(.noError, isAuthoritative: authoritative, recursionAvailable: recursion)
        #expect(LdnsMessage(Records.octets(response, to: query))?.header == header)
    }

    @Test(
        "OPT answers OPT, with the upper bits of the response code",
        arguments: [
            (ResponseCode.badVersion, true, "1234 qr rd 16", "0 1232 do"), (.badVersion, false, "1234 qr rd 16", "0 1232"),
            (ResponseCode(rawValue: 4_095), true, "1234 qr rd 4095", "0 1232 do"), (.refused, false, "1234 qr rd 5", "0 1232"),
        ])
    func extendedCode(code: ResponseCode, dnssecOK: Bool, header: String, extensions: String) throws {
        let client = ExtensionMechanisms(version: 1, payloadSize: 4_096, dnssecOK: dnssecOK)
        let octets = Records.octets(Response(code), to: try Records.query("a.b", extensions: client))
        let message = try #require(LdnsMessage(octets))
        #expect(message.header == header)
        #expect(message.extensions == extensions)
    }

    @Test("no OPT answers no OPT")
    func noExtensions() throws {
        let message = try #require(LdnsMessage(Records.octets(Response(.refused), to: try Records.query("a.b"))))
        #expect(message.extensions == nil)
        #expect(message.additional.isEmpty)
    }

    @Test("the question comes back octet by octet, and answers have its spelling")
    func spelling() throws {
        let packet = GoldenPacket.octets("query-mixed-case")
        let query = try QueryDecoder.decode(packet.span)
        let response = Response(.noError, answer: [try Records.address(Self.host, "fd00::1")])
        let octets = Records.octets(response, to: query)
        #expect(octets[12..<packet.count] == packet[12...])
        #expect(octets[packet.count..<(packet.count + 2)] == [0xC0, 0x0C])
        #expect(LdnsMessage(octets)?.answer == ["sVc1.TESTNS.svc.Cluster.local. 5 IN AAAA fd00::1"])
    }

    @Test("1,000 addresses go over a stream, 16 octets each")
    func thousand() throws {
        let response = Response(.noError, answer: try Records.addresses(Self.host, count: 1_000))
        let octets = Records.octets(response, to: try Records.query(Self.host))
        let message = try #require(LdnsMessage(octets))
        #expect(message.header == "1234 qr rd 0")
        #expect(message.answer == (0..<1_000).map { "\(Self.host). 5 IN A 10.0.\($0 / 256).\($0 % 256)" })
        #expect(octets.count == 12 + 35 + 16 * 1_000)
    }

    @Test("the buffer is emptied and kept")
    func buffer() throws {
        var octets = [UInt8](repeating: 0xAA, count: 2_000)
        let before = Self.address(of: octets)
        ResponseEncoder.encode(Response(.refused), to: try Records.query("a.b"), limit: 512, into: &octets)
        #expect(octets == [0x12, 0x34, 0x81, 0x05, 0, 1, 0, 0, 0, 0, 0, 0, 1, 0x61, 1, 0x62, 0, 0, 1, 0, 1])
        #expect(Self.address(of: octets) == before)
    }

    private static func address(of octets: [UInt8]) -> UInt {
        unsafe octets.withUnsafeBufferPointer { UInt(bitPattern: $0.baseAddress) }
    }

    @Test(
        "a rejection is a header, and the question where there is one",
        arguments: [
            (Rejection(.formatError, identifier: 0x1234), [0x12, 0x34, 0x80, 0x01, 0, 0, 0, 0, 0, 0, 0, 0] as [UInt8]),
            (
                Rejection(.notImplemented, identifier: 0xFFFF, opcode: 15, recursionDesired: true, checkingDisabled: true),
                [0xFF, 0xFF, 0xF9, 0x14, 0, 0, 0, 0, 0, 0, 0, 0]
            ),
            (
                Rejection(.notAuthorized, identifier: 1, question: [1, 0x41, 0, 0, 1, 0, 1]),
                [0, 1, 0x80, 0x09, 0, 1, 0, 0, 0, 0, 0, 0, 1, 0x41, 0, 0, 1, 0, 1]
            ),
        ])
    func rejection(rejection: Rejection, expected: [UInt8]) {
        var octets: [UInt8] = [1, 2, 3]
        ResponseEncoder.encode(rejection, into: &octets)
        #expect(octets == expected)
    }
}
