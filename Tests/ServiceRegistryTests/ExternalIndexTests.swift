import DNSModel
import ServiceRegistry
import TestSupport
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
        let rows: [(ServiceAddressing, ServiceExposure, OutsideAccess.Kind?)] = [
            (cluster, ServiceExposure(), nil), (cluster, ServiceExposure(kind: .loadBalancer), nil),
            (cluster, ServiceExposure(kind: .nodePort), .nodePorts),
            (cluster, ServiceExposure(kind: .nodePort, externalIPs: [outside]), .ownPoints),
            (cluster, ServiceExposure(kind: .loadBalancer, ingress: [.hostname("lb.example.org.")]), .ownPoints),
            (.headless(families: [.ipv4]), ServiceExposure(), .endpoints),
            (.headless(families: [.ipv4]), ServiceExposure(externalIPs: [outside]), .ownPoints),
            (.externalName("example.org."), ServiceExposure(externalIPs: [outside]), nil),
        ]
        for (addressing, exposure, kind) in rows {
            var registry = Registry()
            registry.objects.services = [try exposed("web", addressing, exposure)]
            registry.objects.endpointSlices = [slice(try endpoint("10.0.0.1"))]
            registry.objects.nodes = [NodeObject(name: "a", internalAddresses: [try address("10.0.0.2")])]
            #expect(try registry.web().outside?.kind == kind)
            #expect(registry.snapshot.namespace("prod")?.outsideKinds == Set([kind].compactMap(\.self)))
        }
    }

    @Test("Nodes are reached at their ExternalIPs, else their InternalIPs, each address once, in their order")
    func nodes() throws {
        let (first, second, third) = (try address("192.0.2.9"), try address("10.0.0.2"), try address("192.0.2.1"))
        var registry = Registry()
        registry.objects.services = [
            try exposed("web", .clusterIP([.named(try address("10.96.0.1"))]), ServiceExposure(kind: .nodePort))
        ]
        registry.objects.nodes = [
            NodeObject(name: "a", externalAddresses: [first], internalAddresses: [try address("10.0.0.1")]),
            NodeObject(name: "b", internalAddresses: [second]), NodeObject(name: "c"),
            NodeObject(name: "d", externalAddresses: [first, third]),
        ]
        #expect(try registry.web().outside == .nodePorts(AddressSet([first, second, third])))
    }

    @Test("A node port is open only at addresses of the families that the Service's cluster IPs have")
    func familiesOfNodePorts() throws {
        let (ipv4, ipv6) = (try address("192.0.2.1"), try address("2001:db8::1"))
        let rows: [([String], [IPAddress], OutsideAccess?)] = [
            (["10.96.0.1"], [ipv6, ipv4], .nodePorts(AddressSet([ipv4]))), (["fd00::1"], [ipv6, ipv4], .nodePorts(AddressSet([ipv6]))),
            (["fd00::1", "10.96.0.1"], [ipv6, ipv4], .nodePorts(AddressSet([ipv4, ipv6]))), (["fd00::1"], [ipv4], nil),
            ([], [ipv4, ipv6], nil), (["10.96.0.1"], [], nil),
        ]
        for (clusterIPs, nodes, expected) in rows {
            var registry = Registry()
            let claims = try clusterIPs.map { ClusterIPClaim.named(try address($0)) }
            registry.objects.services = [try exposed("web", .clusterIP(claims), ServiceExposure(kind: .nodePort))]
            registry.objects.nodes = [NodeObject(name: "a", externalAddresses: nodes)]
            #expect(try registry.web().outside == expected, "\(clusterIPs) \(nodes)")
            #expect(registry.snapshot.namespace("prod")?.outsideKinds.isEmpty == (expected == nil))
        }
    }

    @Test("The cluster IP of a Service without a name does not become the name of another Service's external address")
    func clusterIPOfAbsent() throws {
        var registry = Registry(rules: RegistryRules(exposure: ExposureRules(showsEmptyServices: false), indexesExternalAddresses: true))
        let own = try address("10.96.0.1")
        registry.objects.services = [
            try exposed("a", .clusterIP([.named(own)]), ServiceExposure()),
            try exposed("b", .headless(families: [.ipv4]), ServiceExposure(externalIPs: [own])),
        ]
        #expect(try registry.snapshot.service(key("a"))?.absence == .noReadyEndpoints(unready: 0))
        #expect(registry.snapshot.owner(of: own, limit: 9) == nil)
    }
}
