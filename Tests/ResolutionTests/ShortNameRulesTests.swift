import DNSModel
import Resolution
import Testing

struct ShortNameRulesTests {
    @Test(
        "The longest prefix that an address lies in has its namespace, of its own family",
        arguments: [
            ("10.1.2.3", "host"), ("10.1.2.4", "rack"), ("10.1.3.1", "site"), ("10.2.0.1", "any"), ("fd00:1::1", "rack"),
            ("fd00:2::1", "site"), ("fd01::1", "nowhere"), ("::a01:203", "nowhere"),
        ] as [(String, Label)])
    func longest(client: String, namespace: Label) throws {
        let namespaces: [(String, Label)] = [
            ("0.0.0.0/0", "any"), ("10.1.0.0/16", "site"), ("10.1.2.0/24", "rack"), ("10.1.2.3/32", "host"), ("fd00::/16", "site"),
            ("fd00:1::/32", "rack"),
        ]
        let rules = ShortNameRules(
            defaultNamespace: "nowhere",
            namespaces: Dictionary(
                uniqueKeysWithValues: try namespaces.map { (try #require(AddressPrefix($0)), $1) }))
        #expect(rules.namespace(of: try #require(IPAddress(client))) == namespace)
    }

    @Test("Many prefixes cost a client no more than few")
    func many() throws {
        let prefixes = try (0..<20_000).map { try #require(AddressPrefix("10.\($0 / 256).\($0 % 256).0/24")) }
        let rules = ShortNameRules(
            defaultNamespace: "nowhere", namespaces: Dictionary(uniqueKeysWithValues: prefixes.map { ($0, "prod" as Label) }))
        let begin = ContinuousClock.now
        #expect((0..<5_000).allSatisfy { rules.namespace(of: .v4(IPv4Address(0x0B00_0000 + UInt32($0)))) == "nowhere" })
        #expect(ContinuousClock.now - begin < .seconds(10))
    }
}
