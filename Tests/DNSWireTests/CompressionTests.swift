import DNSModel
import DNSWire
import TestSupport
import Testing

@Suite("Compression of names")
struct CompressionTests {
    /// Octets of a header and of the question `a.example.` in front of the first record.
    private static let front = 12 + 11 + 4

    @Test("names in RDATA point to what is there: NS, CNAME, PTR and SOA")
    func compressed() throws {
        // Pointer, type, class, TTL and RDLENGTH are 12 octets.
        let table: [(RecordData, Int)] = [
            (.ns(try Records.name("a.example")), 2), (.cname(try Records.name("b.A.EXAMPLE")), 4),
            (.ptr(try Records.name("bb.example")), 5), (.cname(try Records.name("b.other")), 9), (.ns(.root), 1),
        ]
        for (data, length) in table {
            let record = try Records.record("a.example", data)
            let octets = Records.octets(Response(.noError, answer: [record]), to: try Records.query("a.example"))
            #expect(octets.count == Self.front + 12 + length)
        }
        let start = Records.octets(Response(.noError, authority: [try Records.start(of: "example")]), to: try Records.query("a.example"))
        #expect(start.count == Self.front + 12 + ("ns.dns".count + 3) + ("hostmaster".count + 3) + 20)
    }

    @Test("the target of SRV is written in full (RFC 2782)")
    func services() throws {
        let answer = [try Records.service("a.example", port: 80, "a.example")]
        let octets = Records.octets(Response(.noError, answer: answer), to: try Records.query("a.example"))
        #expect(octets.count == Self.front + 12 + 6 + 11)
        #expect(octets.suffix(11) == [1, 0x61, 7, 0x65, 0x78, 0x61, 0x6D, 0x70, 0x6C, 0x65, 0])
    }

    @Test("nothing points into the target of SRV")
    func serviceTargets() throws {
        let response = Response(
            .noError, answer: [try Records.service("a.example", port: 80, "x.y")],
            additional: [try Records.address("x.y", "10.0.0.1"), try Records.address("x.y", "fd00::1")])
        let octets = Records.octets(response, to: try Records.query("a.example"))
        let answerEnd = Self.front + 12 + 6 + 5
        #expect(octets[answerEnd..<(answerEnd + 5)] == [1, 0x78, 1, 0x79, 0])
        let second = answerEnd + 5 + 10 + 4
        #expect(octets[second..<(second + 2)] == [0xC0, UInt8(answerEnd)])
    }

    @Test("an owner that was spelled otherwise before is a pointer to the question")
    func owners() throws {
        let answer = [try Records.record("A.Example", .cname(try Records.name("b.example"))), try Records.address("B.EXAMPLE", "10.0.0.1")]
        let octets = Records.octets(Response(.noError, answer: answer), to: try Records.query("a.example"))
        #expect(octets.count == Self.front + (12 + 4) + (12 + 4))
        #expect(LdnsMessage(octets)?.answer == ["a.example. 5 IN CNAME b.example.", "b.example. 5 IN A 10.0.0.1"])
    }

    @Test("the root is never pointed to")
    func root() throws {
        let response = Response(.noError, answer: [try Records.record(".", .ns(.root))])
        let octets = Records.octets(response, to: try Records.query(".", .ns))
        #expect(octets.count == 12 + 5 + 11 + 1)
        #expect(LdnsMessage(octets)?.answer == [". 5 IN NS ."])
    }

    @Test("a parent that is equal to its child's first labels is not taken for it", arguments: ["a.a.a.a.a", "ab.ab.ab", "aa.a.aa.a"])
    func repeatedLabels(name: String) throws {
        let answer = [try Records.record(name, .cname(try Records.name("a." + name))), try Records.address("a." + name, "10.0.0.1")]
        let octets = Records.octets(Response(.noError, answer: answer), to: try Records.query(name))
        #expect(LdnsMessage(octets)?.answer == ["\(name). 5 IN CNAME a.\(name).", "a.\(name). 5 IN A 10.0.0.1"])
    }

    @Test("nothing points behind 16,383 octets: not to owners, not to parents")
    func farOffsets() throws {
        let answer = try Records.addresses("a.example", count: 1_100)
        let additional = try ["x.parent", "x.parent", "y.parent", "parent"].map { try Records.address($0, "10.0.0.1") }
        let octets = Records.octets(Response(.noError, answer: answer, additional: additional), to: try Records.query("a.example"))
        #expect(octets.count == Self.front + 1_100 * 16 + (10 + 10 + 10 + 8) + 4 * 14)
        #expect(LdnsMessage(octets)?.additional == additional.map { "\($0.owner) 5 IN A 10.0.0.1" })
    }

    @Test("a table that is full costs octets, not truth")
    func fullTable() throws {
        let answer = try (0..<1_300).map { try Records.address("host-\($0).a-parent-of-its-own-\($0 / 2).example", "10.0.0.1") }
        let octets = Records.octets(Response(.noError, answer: answer), to: try Records.query("a.example"))
        #expect(LdnsMessage(octets)?.answer == answer.map { "\($0.owner) 5 IN A 10.0.0.1" })
    }

    @Test("whatever the names, ldns reads what was written", arguments: 0..<200)
    func randomMessages(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let records = try (0..<Int.random(in: 1...60, using: &generator)).map { _ in try Self.record(using: &generator) }
        let question = try Self.name(using: &generator)
        let octets = Records.octets(Response(.noError, answer: records), to: try Records.query(question))
        let message = try #require(LdnsMessage(octets))
        #expect(message.answer.map { $0.lowercased() } == records.map { Self.text(of: $0).lowercased() })
        #expect(octets.count <= 12 + 4 + 255 + records.reduce(0) { $0 + Self.plainLength(of: $1) })
    }

    /// Few and short labels, so that names share parents and differ in case.
    private static func name(using generator: inout SeededGenerator) throws -> String {
        let labels = ["a", "A", "b", "ab", "aB", "ba", "svc", "SVC", "cluster", "local", "abcdefghijklmnopqrstuvwxyz0123456789"]
        return (0..<Int.random(in: 1...6, using: &generator)).compactMap { _ in labels.randomElement(using: &generator) }
            .joined(separator: ".")
    }

    private static func record(using generator: inout SeededGenerator) throws -> ResourceRecord {
        let target = try Records.name(try name(using: &generator))
        let data: [RecordData] = [
            .cname(target), .ns(target), .ptr(target), .a(IPv4Address(1)),
            .srv(ServiceLocation(priority: 1, weight: 2, port: 3, target: target)),
        ]
        return try Records.record(try name(using: &generator), try #require(data.randomElement(using: &generator)))
    }

    private static func text(of record: ResourceRecord) -> String {
        switch record.data {
        case .cname(let name), .ns(let name), .ptr(let name): "\(record.owner) 5 IN \(record.data.type) \(name)"
        case .srv(let location): "\(record.owner) 5 IN SRV 1 2 3 \(location.target)"
        case .a, .aaaa, .txt, .soa, .hinfo, .other: "\(record.owner) 5 IN A 0.0.0.1"
        }
    }

    private static func plainLength(of record: ResourceRecord) -> Int {
        switch record.data {
        case .cname(let name), .ns(let name), .ptr(let name): record.owner.octets.count + 10 + name.octets.count
        case .srv(let location): record.owner.octets.count + 10 + 6 + location.target.octets.count
        case .a, .aaaa, .txt, .soa, .hinfo, .other: record.owner.octets.count + 10 + 4
        }
    }
}
