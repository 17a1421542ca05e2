import DNSModel
import ServiceRegistry
import TestSupport
import Testing

@Suite("Who asks from an address") struct ClientAddressTests {
    private static func snapshot(podsAreLive: Bool = true, showing namespaces: Set<Label>? = nil) throws -> RegistrySnapshot {
        func pod(_ name: String, _ addresses: String..., namespace: Label = "prod", hasEnded: Bool = false, onHost: Bool = false) throws
            -> PodObject
        {
            PodObject(
                namespace: namespace, name: name, addresses: try addresses.map { try address($0) }, hasEnded: hasEnded,
                usesHostNetwork: onHost)
        }
        let pods = [
            try pod("one", "10.0.0.1", "fd00::1"), try pod("twice", "10.0.0.2", "10.0.0.2"),
            try pod("hidden", "10.0.0.3", namespace: "dev"),
            try pod("shares", "10.0.0.4"), try pod("shares-too", "10.0.0.4"), try pod("ended", "10.0.0.5", hasEnded: true),
            try pod("after", "10.0.0.6"), try pod("before", "10.0.0.6", namespace: "dev", hasEnded: true),
            try pod("host", "192.0.2.1", onHost: true), try pod("other-host", "192.0.2.3", onHost: true),
            try pod("ended-host", "192.0.2.4", hasEnded: true, onHost: true),
            try pod("beside-host", "10.0.0.7"), try pod("on-host", "10.0.0.7", namespace: "dev", onHost: true),
            try pod("beside-node", "192.0.2.2"), try pod("three", "10.0.0.8"), try pod("three-b", "10.0.0.8"),
            try pod("three-c", "10.0.0.8"),
        ]
        let nodes = [
            NodeObject(name: "a", externalAddresses: [try address("203.0.113.1")], internalAddresses: [try address("192.0.2.1")]),
            NodeObject(name: "b", internalAddresses: [try address("192.0.2.2"), try address("fd00::b")]),
        ]
        let rules = RegistryRules(exposure: ExposureRules(namespaces: namespaces))
        return RegistryBuilder(rules).build(
            ObjectLists(pods: pods, nodes: nodes), generation: 1, serial: 1, podsAreLive: podsAreLive, remembering: AllocationTable()
        ).snapshot
    }

    @Test(
        "An address is a client's while it is that of a Pod, on the host's network too, or of a Node; its namespace is that of one Pod",
        arguments: [
            ("10.0.0.1", true, "prod", "prod"), ("fd00::1", true, "prod", "prod"), ("10.0.0.2", true, "prod", "prod"),
            ("10.0.0.3", true, "dev", "dev"), ("10.0.0.4", true, nil, nil), ("10.0.0.5", false, nil, nil),
            ("10.0.0.6", true, "prod", "prod"),
            ("10.0.0.7", true, "prod", nil), ("10.0.0.8", true, nil, nil), ("10.0.0.9", false, nil, nil), ("192.0.2.1", true, nil, nil),
            ("192.0.2.2", true, "prod", nil), ("192.0.2.3", true, nil, nil), ("192.0.2.4", false, nil, nil),
            ("203.0.113.1", true, nil, nil),
            ("fd00::b", true, nil, nil), ("::ffff:10.0.0.1", false, nil, nil),
        ] as [(String, Bool, Label?, Label?)])
    func clients(text: String, isClient: Bool, namespace: Label?, certain: Label?) throws {
        let address = try address(text)
        // What is hidden asks, too.
        for snapshot in [try Self.snapshot(), try Self.snapshot(showing: ["prod"])] {
            #expect(snapshot.hasClient(at: address) == isClient)
            #expect(snapshot.clientNamespace(of: address) == namespace)
            #expect(snapshot.certainClientNamespace(of: address) == certain)
        }
    }

    @Test("No namespace is certain while the Pods are not live, nor before anything was read")
    func live() throws {
        let address = try address("10.0.0.1")
        let snapshot = try Self.snapshot(podsAreLive: false)
        #expect(snapshot.hasClient(at: address))
        #expect(snapshot.clientNamespace(of: address) == "prod")
        #expect(snapshot.certainClientNamespace(of: address) == nil)
        #expect(!RegistrySnapshot.empty.podsAreLive)
    }
}
