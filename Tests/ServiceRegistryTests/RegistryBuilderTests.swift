import DNSModel
import ServiceRegistry
import TestSupport
import Testing

struct RegistryBuilderTests {
    private func snapshot(_ objects: ObjectLists) -> RegistrySnapshot {
        RegistryBuilder(RegistryRules()).build(objects, generation: 1, serial: 1, remembering: AllocationTable()).snapshot
    }

    private func pod(
        _ name: String, _ addresses: String..., labels: [String: String] = ["app": "web"], isReady: Bool = true, hasEnded: Bool = false,
        hostname: Label? = nil, subdomain: Label? = nil, ports: [ContainerPort] = [], namespace: Label = "prod",
        usesHostNetwork: Bool = false
    ) throws -> PodObject {
        PodObject(
            namespace: namespace, name: name, labels: labels, addresses: try addresses.map { try #require(IPAddress($0)) },
            hasEnded: hasEnded, isReady: isReady, usesHostNetwork: usesHostNetwork, hostname: hostname, subdomain: subdomain, ports: ports)
    }

    private func headless(_ ports: ServicePort..., selector: [String: String] = ["app": "web"], publishes: Bool = false) -> ServiceObject {
        ServiceObject(
            key: ServiceKey(namespace: "prod", name: "web"), addressing: .headless(families: [.ipv4]), ports: ports, selector: selector,
            publishesNotReadyAddresses: publishes)
    }

    private func endpoints(_ objects: ObjectLists) throws -> [String] {
        let service = try #require(snapshot(objects).service(ServiceKey(namespace: "prod", name: "web")))
        return service.endpoints.map { endpoint in
            let ports = endpoint.ports.map { "\($0.name.map(\.description) ?? "-")/\($0.transport.manifestName)/\($0.number)" }
            return ([endpoint.name.description, endpoint.address.description] + ports).joined(separator: " ")
        }
    }

    @Test("Pods become endpoints: all labels, one address for each family, ready, not ended, in their namespace")
    func derivation() throws {
        let pods = [
            try pod("a", "10.0.0.1", "fd00::1"),
            try pod("b", "10.0.0.2", labels: ["app": "web", "track": "canary"]),
            try pod("unready", "10.0.0.3", isReady: false),
            try pod("ended", "10.0.0.4", hasEnded: true),
            try pod("other", "10.0.0.5", labels: ["app": "db"]),
            try pod("elsewhere", "10.0.0.6", namespace: "dev"),
            try pod("without"),
        ]
        #expect(try endpoints(ObjectLists(services: [headless()], pods: pods)) == ["10-0-0-1 10.0.0.1", "10-0-0-2 10.0.0.2"])
        #expect(
            try endpoints(ObjectLists(services: [headless(selector: ["app": "web", "track": "canary"])], pods: pods))
                == ["10-0-0-2 10.0.0.2"])
        #expect(
            try endpoints(ObjectLists(services: [headless(publishes: true)], pods: pods))
                == ["10-0-0-1 10.0.0.1", "10-0-0-2 10.0.0.2", "10-0-0-3 10.0.0.3"])
    }

    @Test("A hostname counts below the Service that the Pod names as its subdomain")
    func hostnames() throws {
        let pods = [
            try pod("a", "10.0.0.1", hostname: "pet", subdomain: "web"), try pod("b", "10.0.0.2", hostname: "pet", subdomain: "other"),
        ]
        #expect(try endpoints(ObjectLists(services: [headless()], pods: pods)) == ["10-0-0-2 10.0.0.2", "pet 10.0.0.1"])
    }

    @Test("A named targetPort is looked up Pod by Pod; a Pod without it keeps its address")
    func namedTargetPorts() throws {
        let port = ServicePort(name: "http", transport: .tcp, number: 80, target: .name("web"))
        let pods = [
            try pod("a", "10.0.0.1", ports: [ContainerPort(name: "web", transport: .tcp, number: 8080)]),
            try pod("b", "10.0.0.2", ports: [ContainerPort(name: "web", transport: .udp, number: 9090)]),
        ]
        #expect(
            try endpoints(ObjectLists(services: [headless(port)], pods: pods))
                == ["10-0-0-1 10.0.0.1 http/TCP/8080", "10-0-0-2 10.0.0.2"])
    }

    @Test("EndpointSlices win over Endpoints and both over Pods; the ports of several slices are gathered at one endpoint")
    func precedence() throws {
        func slice(_ origin: EndpointOrigin, _ address: String, _ port: UInt16) throws -> EndpointSliceObject {
            EndpointSliceObject(
                service: ServiceKey(namespace: "prod", name: "web"), origin: origin,
                endpoints: [EndpointObject(addresses: [try #require(IPAddress(address))])],
                ports: [EndpointPort(name: "http", transport: .tcp, number: port)])
        }
        var objects = ObjectLists(services: [headless()], pods: [try pod("a", "10.0.0.1")])
        objects.endpointSlices = [try slice(.endpoints, "10.0.0.2", 80)]
        #expect(try endpoints(objects) == ["10-0-0-2 10.0.0.2 http/TCP/80"])
        objects.endpointSlices += [try slice(.endpointSlice, "10.0.0.3", 80), try slice(.endpointSlice, "10.0.0.3", 81)]
        #expect(try endpoints(objects) == ["10-0-0-3 10.0.0.3 http/TCP/80 http/TCP/81"])
    }

    @Test("A client speaks for the namespace of its one Pod that is not on the host's network")
    func clients() throws {
        let shared = try #require(IPAddress("10.0.0.9"))
        let pods = [
            try pod("a", "10.0.0.1"), try pod("b", "10.0.0.9"), try pod("c", "10.0.0.9", namespace: "dev"),
            try pod("host", "10.0.0.8", usesHostNetwork: true), try pod("ended", "10.0.0.7", hasEnded: true),
            try pod("b2", "10.0.0.6"), try pod("host2", "10.0.0.6", namespace: "dev", usesHostNetwork: true),
        ]
        let snapshot = snapshot(ObjectLists(pods: pods))
        #expect(snapshot.clientNamespace(of: shared) == nil)
        let expected: [(String, Label?)] = [("10.0.0.1", "prod"), ("10.0.0.8", nil), ("10.0.0.7", nil), ("10.0.0.6", "prod")]
        for (address, namespace) in expected {
            #expect(snapshot.clientNamespace(of: try #require(IPAddress(address))) == namespace)
        }
    }

    @Test(
        "Addresses are dashed labels, and back",
        arguments: [
            ("172.0.0.2", "172-0-0-2"), ("fd00:1::", "fd00-1--0"), ("2001:db8::1", "2001-db8--1"),
            ("fd00:0:0:1:2:3:4:5", "fd00--1-2-3-4-5"),
        ])
    func dashes(address: String, label: String) throws {
        let parsed = try #require(IPAddress(address))
        #expect(parsed.dashedLabel.description == label)
        #expect(IPAddress(dashedLabel: parsed.dashedLabel) == parsed)
    }

    @Test("A Service with more endpoints than one may publish is cut, and that is told")
    func manyEndpoints() throws {
        let addresses = (0...RegistryLimits.endpointsOfService).map { IPAddress.v4(IPv4Address(UInt32($0))) }
        let slice = EndpointSliceObject(
            service: ServiceKey(namespace: "prod", name: "web"), origin: .endpointSlice, endpoints: [EndpointObject(addresses: addresses)],
            ports: [])
        let build = RegistryBuilder(RegistryRules()).build(
            ObjectLists(services: [headless()], endpointSlices: [slice]), generation: 1, serial: 1, remembering: AllocationTable())
        #expect(build.snapshot.endpointCount == RegistryLimits.endpointsOfService)
        #expect(build.cutServices == [ServiceKey(namespace: "prod", name: "web")])
    }

    @Test("Only dashes stand for the dots and colons of an address", arguments: ["10.4.0.1", "10-4.0-1", "fd00:4::1", "web", "1-2-3"])
    func noDashes(text: String) throws {
        #expect(IPAddress(dashedLabel: try #require(Label(text))) == nil)
    }

    @Test("A Service for which no address is left is known, but has no name; one that has one of two has")
    func withoutAddress() throws {
        let prefix = try #require(AddressPrefix("192.0.2.0/30"))
        let names: [Label] = ["a", "b", "c"]
        var services = names.map { name in
            ServiceObject(key: ServiceKey(namespace: "prod", name: name), addressing: .clusterIP([.allocated(.ipv4)]))
        }
        let named = ClusterIPClaim.named(try #require(IPAddress("fd00::1")))
        services.append(ServiceObject(key: ServiceKey(namespace: "prod", name: "z"), addressing: .clusterIP([named, .allocated(.ipv4)])))
        let snapshot = RegistryBuilder(RegistryRules(serviceCIDRs: [prefix]))
            .build(ObjectLists(services: services), generation: 1, serial: 1, remembering: AllocationTable()).snapshot
        #expect(snapshot.services.filter { $0.absence == nil }.map(\.key.name) == ["a", "b", "z"])
        #expect(snapshot.service(ServiceKey(namespace: "prod", name: "c"))?.absence == .noAddress)
    }

    @Test("A reader takes the snapshot that was published last, and each query all of it")
    func publishing() {
        let publisher = SnapshotPublisher()
        var reader = SnapshotReader(publisher)
        #expect(reader.generation == 0)
        publisher.publish(snapshot(ObjectLists(namespaces: [NamespaceObject(name: "prod")])))
        #expect(reader.generation == 0 && reader.held.namespace("prod") == nil)
        reader.refresh()
        #expect(reader.generation == 1 && reader.held.generation == 1)
        #expect(reader.held.namespace("prod") != nil)
    }
}
