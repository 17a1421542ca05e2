import DNSModel
import DNSServer
import ServiceRegistry
import TestSupport
import Testing

@Suite("Who is answered") struct AccessRulesTests {
    private static func allows(_ text: String, _ prefixes: [AddressPrefix], in snapshot: RegistrySnapshot = .empty) throws -> Bool {
        // As a listener makes it of a source address.
        let client = Client(address: try #require(IPAddress(text)), transport: .datagram)
        return AccessRules(prefixes).allows(client.address, in: snapshot)
    }

    @Test(
        "By default those are whose addresses are no public ones",
        arguments: [
            ("127.0.0.1", true), ("127.255.255.255", true), ("128.0.0.0", false), ("::1", true), ("::2", false), ("::", false),
            ("10.0.0.0", true), ("10.255.255.255", true), ("11.0.0.0", false), ("9.255.255.255", false),
            ("172.15.255.255", false), ("172.16.0.0", true), ("172.31.255.255", true), ("172.32.0.0", false),
            ("192.167.255.255", false), ("192.168.0.0", true), ("192.168.255.255", true), ("192.169.0.0", false),
            ("100.63.255.255", false), ("100.64.0.0", true), ("100.127.255.255", true), ("100.128.0.0", false),
            ("169.253.255.255", false), ("169.254.0.0", true), ("169.254.255.255", true), ("169.255.0.0", false),
            ("fbff:ffff::", false), ("fc00::", true), ("fdff:ffff::1", true), ("fe00::", false),
            ("fe7f:ffff::", false), ("fe80::", true), ("febf:ffff::1", true), ("fec0::", false),
            ("::ffff:10.0.0.1", true), ("::ffff:8.8.8.8", false), ("8.8.8.8", false), ("2001:db8::1", false), ("0.0.0.0", false),
        ])
    func byDefault(address: String, isAllowed: Bool) throws {
        #expect(AccessRules.defaultPrefixes.count == 9)
        #expect(try Self.allows(address, AccessRules.defaultPrefixes) == isAllowed)
    }

    @Test(
        "Whatever the prefixes, Pods that have not ended and Nodes are",
        arguments: [
            ("203.0.113.1", true), ("203.0.113.2", true), ("203.0.113.3", false), ("203.0.113.4", true), ("203.0.113.5", true),
            ("203.0.113.6", false), ("2001:db8::4", true), ("::ffff:203.0.113.1", true), ("198.51.100.1", true), ("10.0.0.1", false),
        ])
    func registry(address: String, isAllowed: Bool) throws {
        func addresses(_ texts: String...) -> [IPAddress] { texts.compactMap { IPAddress($0) } }
        let objects = ObjectLists(
            pods: [
                PodObject(namespace: "hidden", name: "pod", addresses: addresses("203.0.113.1")),
                PodObject(namespace: "prod", name: "host", addresses: addresses("203.0.113.2"), usesHostNetwork: true),
                PodObject(namespace: "prod", name: "ended", addresses: addresses("203.0.113.3"), hasEnded: true),
            ],
            nodes: [
                NodeObject(
                    name: "node", externalAddresses: addresses("203.0.113.4"), internalAddresses: addresses("203.0.113.5", "2001:db8::4"))
            ])
        let snapshot = RegistryBuilder(RegistryRules(exposure: ExposureRules(namespaces: ["prod"])))
            .build(objects, generation: 1, serial: 1, remembering: AllocationTable()).snapshot
        #expect(try Self.allows(address, [try #require(AddressPrefix("198.51.100.0/24"))], in: snapshot) == isAllowed)
    }

    @Test("Nobody is, where no prefix is given and nothing is known")
    func nobody() throws {
        #expect(try !Self.allows("127.0.0.1", []))
    }
}
