import DNSModel
import ServiceRegistry
import TestSupport
import Testing

struct EndpointNameTests {
    private static let long = String(repeating: "p", count: Label.maximumLength)

    @Test(
        "An endpoint is named by its hostname, else (option) by its Pod where that is a label, else by its address",
        arguments: [
            (true, "pet", "web-0", "pet", Endpoint.Naming.hostname), (true, nil, "web-0", "web-0", .podName),
            (true, nil, "Web-0", "web-0", .podName), (true, nil, "web.0", "10-0-0-1", .address), (true, nil, "", "10-0-0-1", .address),
            (true, nil, Self.long, Self.long, .podName), (true, nil, Self.long + "p", "10-0-0-1", .address),
            (true, nil, nil, "10-0-0-1", .address), (false, "pet", "web-0", "pet", .hostname), (false, nil, "web-0", "10-0-0-1", .address),
        ] as [(Bool, Label?, String?, String, Endpoint.Naming)])
    func names(isByPod: Bool, hostname: Label?, podName: String?, name: String, naming: Endpoint.Naming) throws {
        var registry = Registry(rules: RegistryRules(namesEndpointsByPod: isByPod))
        registry.objects.services = [headless()]
        registry.objects.endpointSlices = [slice(try endpoint("10.0.0.1", hostname: hostname, podName: podName))]
        let endpoint = try #require(try registry.web().endpoints.first)
        #expect(endpoint.name == Label(name))
        #expect(endpoint.naming == naming)
    }

    @Test("An endpoint that is derived from a Pod is named by that Pod, in both families")
    func derivedNames() throws {
        var registry = Registry(rules: RegistryRules(namesEndpointsByPod: true))
        registry.objects.services = [headless(selector: ["app": "web"])]
        registry.objects.pods = [
            PodObject(
                namespace: "prod", name: "web-0", labels: ["app": "web"], addresses: [try address("10.0.0.1"), try address("fd00::1")])
        ]
        #expect(try registry.web().endpoints.map(\.name) == ["web-0", "web-0"])
        #expect(try registry.web().endpoints.map(\.address.family) == [.ipv4, .ipv6])
    }

    @Test("Names of endpoints that are not ready are told, ordered, each once, without those that are published")
    func unreadyNames() throws {
        var registry = Registry()
        registry.objects.services = [headless()]
        registry.objects.endpointSlices = [
            slice(
                try endpoint("10.0.0.9", hostname: "zebra", isReady: false), try endpoint("10.0.0.8", hostname: "zebra", isReady: false),
                try endpoint("10.0.0.7", isReady: false), try endpoint("10.0.0.6", hostname: "pet", isReady: false),
                try endpoint("10.0.0.5", hostname: "pet"))
        ]
        #expect(try registry.web().unready.map(\.name) == ["10-0-0-7", "zebra"])
        #expect(try registry.web().endpoints.map(\.name) == ["pet"])
        registry.objects.endpointSlices = [
            slice(try endpoint("10.0.0.9", isReady: false), try endpoint("10.0.0.9", hostname: "a", isReady: false))
        ]
        #expect(try registry.web().absence == .noReadyEndpoints(unready: 1))
    }

    @Test("An address has a PTR for each Service: hostname before Pod name before dashed address, headless before others")
    func ranks() throws {
        var registry = Registry(rules: RegistryRules(namesEndpointsByPod: true))
        let rows: [(String, Bool, EndpointObject)] = [
            ("a", false, try endpoint("10.0.0.1")), ("b", true, try endpoint("10.0.0.1")),
            ("c", false, try endpoint("10.0.0.1", podName: "pod")), ("d", true, try endpoint("10.0.0.1", podName: "pod")),
            ("e", false, try endpoint("10.0.0.1", hostname: "host")), ("f", true, try endpoint("10.0.0.1", hostname: "host")),
        ]
        for (index, (name, isHeadless, endpoint)) in rows.enumerated() {
            let key = try key(name)
            registry.objects.services.append(isHeadless ? headless(key) : try clusterIP("10.96.0.\(index + 1)", key: key))
            registry.objects.endpointSlices.append(slice(of: key, endpoint))
        }
        let expected = [("f", "host"), ("e", "host"), ("d", "pod"), ("c", "pod"), ("b", "10-0-0-1"), ("a", "10-0-0-1")]
        let names = try expected.map { EndpointName(service: try key($0), name: try #require(Label($1))) }
        #expect(registry.snapshot.owner(of: try address("10.0.0.1"), limit: 10) == .endpoints(names))
        #expect(registry.snapshot.owner(of: try address("10.0.0.1"), limit: 2) == .endpoints(Array(names.prefix(2))))
    }

    @Test("One name and address of two slices is one endpoint, by the more telling reason, with the ports of both")
    func merging() throws {
        func port(_ number: UInt16) -> EndpointPort { EndpointPort(name: "http", transport: .tcp, number: number) }
        var registry = Registry(rules: RegistryRules(namesEndpointsByPod: true))
        registry.objects.services = [headless()]
        registry.objects.endpointSlices = [
            slice(try endpoint("10.0.0.1", podName: "pet"), ports: [port(80)]),
            slice(try endpoint("10.0.0.1", hostname: "pet"), ports: [port(81), port(80)]),
        ]
        let expected = Endpoint(name: "pet", naming: .hostname, address: try address("10.0.0.1"), ports: [port(80), port(81)])
        #expect(try registry.web().endpoints == [expected])
    }

    @Test("A hostname that is the address of another endpoint with dashes is one name with it")
    func hostnameLikeAnAddress() throws {
        var registry = Registry()
        registry.objects.services = [headless()]
        registry.objects.endpointSlices = [
            slice(
                try endpoint("10.0.0.3"), try endpoint("10.0.0.2", hostname: "10-0-0-1"), try endpoint("10.0.0.1"),
                ports: [EndpointPort(name: "http", transport: .tcp, number: 80)])
        ]
        let record = try registry.web()
        let set = try #require(record.endpoints(named: EndpointLabels(name: "10-0-0-1")))
        #expect(set.addresses(of: .ipv4).map { set.endpoints[$0].address } == [try address("10.0.0.1"), try address("10.0.0.2")])
        #expect(Array(record.endpointSet.locations(of: nil)) == [0, 2])
    }

    @Test("An endpoint takes 40 octets, and 56 in its slice")
    func size() {
        #expect(MemoryLayout<Endpoint>.stride == 40)
        #expect(MemoryLayout<EndpointObject>.stride == 56)
    }
}
