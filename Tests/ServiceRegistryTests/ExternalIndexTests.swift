import DNSModel
import ServiceRegistry
import Testing

struct ExternalIndexTests {
    private func exposed(_ name: String, _ addressing: ServiceAddressing, _ exposure: ServiceExposure) throws -> ServiceObject {
        ServiceObject(key: try key(name), addressing: addressing, exposure: exposure)
    }

    private func registry(isIndexed: Bool = true) throws -> Registry {
        let shared = try address("192.0.2.1")
        let own = ClusterIPClaim.named(try address("10.96.0.1"))
        var registry = Registry(rules: RegistryRules(indexesExternalAddresses: isIndexed))
        registry.objects.services = [
            try exposed("a", .clusterIP([own]), ServiceExposure(externalIPs: [shared, shared], ingress: [.address(shared)])),
            try exposed("b", .headless(families: [.ipv4]), ServiceExposure(externalIPs: [shared, try address("192.0.2.2")])),
            try exposed(
                "c", .headless(families: [.ipv4]), ServiceExposure(externalIPs: [try address("10.96.0.1"), try address("10.0.0.1")])),
            try exposed("d", .externalName("example.org."), ServiceExposure(externalIPs: [try address("192.0.2.4")])),
        ]
        registry.objects.endpointSlices = [slice(of: try key("c"), try endpoint("10.0.0.1"))]
        return registry
    }

    @Test("An external address belongs to the Services that have it, unless a cluster IP or an endpoint has it")
    func owners() throws {
        let snapshot = try registry().snapshot
        let endpoint = EndpointName(service: try key("c"), name: "10-0-0-1")
        let expected: [(String, AddressOwner?)] = [
            ("192.0.2.1", .external([try key("a"), try key("b")])), ("192.0.2.2", .external([try key("b")])),
            ("10.96.0.1", .clusterIP(try key("a"))), ("10.0.0.1", .endpoints([endpoint])), ("192.0.2.4", nil),
        ]
        for (text, owner) in expected { #expect(snapshot.owner(of: try address(text), limit: 9) == owner, "\(text)") }
        #expect(snapshot.owner(of: try address("192.0.2.1"), limit: 1) == .external([try key("a")]))
        #expect(Array(snapshot.ownedAddresses).map(\.description) == ["10.0.0.1", "10.96.0.1", "192.0.2.1", "192.0.2.2"])
    }

    @Test("Without a reverse zone for them external addresses belong to nobody")
    func notIndexed() throws {
        let snapshot = try registry(isIndexed: false).snapshot
        #expect(snapshot.owner(of: try address("192.0.2.1"), limit: 9) == nil)
        #expect(Array(snapshot.ownedAddresses).count == 2)
    }

    @Test("How a Service is reached from outside: addresses of its own first, an alias never")
    func kinds() throws {
        let outside = try address("192.0.2.1")
        let cluster = ServiceAddressing.clusterIP([.named(try address("10.96.0.1"))])
        let rows: [(ServiceAddressing, ServiceExposure, ExternalKind?)] = [
            (cluster, ServiceExposure(), nil), (cluster, ServiceExposure(kind: .loadBalancer), nil),
            (cluster, ServiceExposure(kind: .nodePort), .nodePorts),
            (cluster, ServiceExposure(kind: .nodePort, externalIPs: [outside]), .ownAddresses),
            (cluster, ServiceExposure(kind: .loadBalancer, ingress: [.hostname("lb.example.org.")]), .ownAddresses),
            (.headless(families: [.ipv4]), ServiceExposure(), .endpoints),
            (.headless(families: [.ipv4]), ServiceExposure(externalIPs: [outside]), .ownAddresses),
            (.externalName("example.org."), ServiceExposure(externalIPs: [outside]), nil),
        ]
        for (addressing, exposure, kind) in rows {
            var registry = Registry()
            registry.objects.services = [try exposed("web", addressing, exposure)]
            registry.objects.endpointSlices = [slice(try endpoint("10.0.0.1"))]
            #expect(try registry.web().externalKind == kind)
            #expect(registry.snapshot.namespace("prod")?.externalKinds == Set([kind].compactMap(\.self)))
        }
    }

    @Test("Nodes are reached at their ExternalIPs, else their InternalIPs, each address once, in their order")
    func nodes() throws {
        let (first, second, third) = (try address("192.0.2.9"), try address("10.0.0.2"), try address("192.0.2.1"))
        var registry = Registry()
        registry.objects.nodes = [
            NodeObject(name: "a", externalAddresses: [first], internalAddresses: [try address("10.0.0.1")]),
            NodeObject(name: "b", internalAddresses: [second]), NodeObject(name: "c"),
            NodeObject(name: "d", externalAddresses: [first, third]),
        ]
        #expect(registry.snapshot.nodeAddresses == [first, second, third])
    }
}
