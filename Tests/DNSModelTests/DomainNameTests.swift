import DNSModel
import Testing

@Suite("DomainName")
struct DomainNameTests {
    @Test("Names are equal when each octet is without case, wherever it stands, and then have one hash", arguments: 1...18)
    func everyOctet(length: Int) throws {
        let names = try (UInt8.min ... .max).map { octet in
            let label = [UInt8](repeating: UInt8(ascii: "-"), count: length - 1) + [octet]
            return try #require(DomainName(wire: [UInt8(length)] + label + [0]))
        }
        for (octet, name) in names.enumerated() {
            for (other, rival) in names.enumerated() {
                let areEqual = ASCII.lowercased(UInt8(octet)) == ASCII.lowercased(UInt8(other))
                guard (name == rival) == areEqual, !areEqual || name.hashValue == rival.hashValue else {
                    Issue.record("\(name) and \(rival)")
                    return
                }
                #expect(!areEqual || name.labels[0] == rival.labels[0])
            }
        }
    }

    private static let label63 = String(repeating: "a", count: 63)
    /// 255 octets on the wire: labels of 63, 63, 63 and 61.
    private static let longest = [label63, label63, label63, String(repeating: "a", count: 61)].joined(separator: ".")

    @Test(
        "text is a name with or without its last dot",
        arguments: [
            (".", "."), ("a", "a."), ("a.", "a."), ("Svc1.TestNS", "Svc1.TestNS."), ("_http._tcp.a", "_http._tcp.a."), ("*.a", "*.a."),
            ("a b", "a\\032b."), (label63, label63 + "."), (longest, longest + "."), (longest + ".", longest + "."),
        ])
    func text(text: String, presentation: String) {
        #expect(DomainName(text)?.description == presentation)
    }

    @Test(
        "text with an empty or overlong label, or of over 255 octets, is no name",
        arguments: [
            "", "..", ".a", "a..b", "a..", label63 + "a", "b." + label63 + "a.c", longest + "a", "a." + longest,
        ])
    func noText(text: String) {
        #expect(DomainName(text) == nil)
    }

    @Test(
        "whole uncompressed octets are a name",
        arguments: [
            ([0], "."), ([1, 0x41, 0], "A."), ([3, 0, 0xFF, 0x2E, 2, 0x62, 0x63, 0], "\\000\\255\\..bc."),
        ] as [([UInt8], String)])
    func wire(octets: [UInt8], presentation: String) {
        #expect(DomainName(wire: octets)?.description == presentation)
        #expect(DomainName(wire: octets)?.octets == octets)
    }

    @Test(
        "octets that are cut, compressed or followed by others are no name",
        arguments: [
            [], [1], [1, 0x61], [2, 0x61, 0], [0, 0], [1, 0x61, 0, 0], [0xC0, 0x0C], [1, 0x61, 0xC0, 0x0C], [0x40, 0], [0x80, 0], [0xFF],
            [64] + Array(repeating: 0x61, count: 64) + [0],
        ] as [[UInt8]])
    func noWire(octets: [UInt8]) {
        #expect(DomainName(wire: octets) == nil)
    }

    @Test("a name has at most 255 octets on the wire", arguments: [(61, true), (62, false)])
    func longestWire(lastLabel: Int, isName: Bool) {
        let labels = [63, 63, 63, lastLabel].map { [UInt8($0)] + [UInt8](repeating: 0x61, count: $0) }
        let octets = labels.flatMap(\.self) + [0]
        #expect((DomainName(wire: octets) != nil) == isName)
    }

    @Test("a name of 127 labels is one, of 128 none", arguments: [(127, true), (128, false)])
    func mostLabels(count: Int, isName: Bool) throws {
        let labels = Array(repeating: Label("a"), count: count)
        #expect((DomainName(labels) != nil) == isName)
        #expect((DomainName(wire: labels.flatMap { _ in [1, 0x61] as [UInt8] } + [0]) != nil) == isName)
    }

    @Test(
        "labels in front of an origin make a name, unless it is too long",
        arguments: [
            (["a", "b"], "c.d", "a.b.c.d."), (["a"], ".", "a."), ([], "c", "c."), ([], ".", "."), (["A"], "C", "a.C."),
            (["aa"], String(longest.dropFirst(3)), "aa." + String(longest.dropFirst(3)) + "."),
            (["aaa"], String(longest.dropFirst(3)), nil),
            (["a"], longest, nil),
        ])
    func origin(labels: [String], origin: String, presentation: String?) throws {
        let name = DomainName(labels.compactMap { Label($0) }, in: try #require(DomainName(origin)))
        #expect(name?.description == presentation)
    }

    @Test(
        "names compare and hash without case",
        arguments: [
            ("a.b", "A.B", true), ("Svc1.TESTNS.", "svc1.testns", true), ("a.b", "a.c", false), ("a.b", "ab", false), ("a", "a.a", false),
            ("[.a", "{.a", false), (".", ".", true), (".", "a", false),
        ])
    func equality(left: String, right: String, isEqual: Bool) throws {
        let left = try #require(DomainName(left))
        let right = try #require(DomainName(right))
        #expect((left == right) == isEqual)
        #expect((Set([left, right]).count == 1) == isEqual)
    }

    @Test("a name keeps its spelling, its labels are in lower case")
    func spelling() throws {
        let name = DomainName("Svc1.TestNS")
        #expect(name.description == "Svc1.TestNS.")
        #expect(name.labels.map(\.description) == ["svc1", "testns"])
        #expect(DomainName.root.labels.isEmpty)
    }

    @Test(
        "the labels below a zone are what is in front of it, without case",
        arguments: [
            ("a.b.cluster.local", "cluster.local", ["a", "b"]), ("cluster.local", "CLUSTER.local", []),
            ("A.Cluster.Local", "cluster.local", ["a"]),
            ("local", "cluster.local", nil), ("a.b", "c.d", nil), ("xcluster.local", "cluster.local", nil), ("a.b", ".", ["a", "b"]),
            (".", ".", []), (".", "a", nil),
        ] as [(String, String, [String]?)])
    func below(name: String, zone: String, labels: [String]?) throws {
        let name = try #require(DomainName(name))
        let zone = try #require(DomainName(zone))
        #expect(name.labels(below: zone)?.map(\.description) == labels)
        #expect(name.isWithin(zone) == (labels != nil))
    }

    @Test("octets that look like a zone inside a label are not below it")
    func boundary() throws {
        let zone = DomainName("b")
        let name = try #require(DomainName(wire: [3, 0x61, 1, 0x62, 0]))
        #expect(name.labels(below: zone) == nil)
        #expect(!name.isWithin(zone))
    }
}
