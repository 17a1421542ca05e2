import DNSModel
import ServiceRegistry
import TestSupport
import Testing

struct EndpointSetTests {
    private let http = EndpointPort(name: "http", transport: .tcp, number: 80)

    private func registry(_ slices: EndpointSliceObject..., hasTopologyZones: Bool = false) -> Registry {
        var registry = Registry(rules: RegistryRules(arrangesTopologyZones: hasTopologyZones))
        registry.objects.services = [headless()]
        registry.objects.endpointSlices = slices
        return registry
    }

    private func slice(_ endpoints: [EndpointObject], ports: [EndpointPort]? = nil) -> EndpointSliceObject {
        EndpointSliceObject(service: Registry.web, origin: .endpointSlice, endpoints: endpoints, ports: ports ?? [http])
    }

    private func addresses(_ set: EndpointSet, _ family: AddressFamily) -> [String] {
        set.addresses(of: family).map { set.endpoints[$0].address.description }
    }

    private func locations(_ set: EndpointSet, _ port: Label?, _ transport: TransportProtocol = .tcp) -> [String] {
        set.locations(of: NamedPort(port, transport)).map { "\(set.endpoints[$0].name) \(set.endpoints[$0].address)" }
    }

    @Test("Of each family there is every address once, though many hostnames share one")
    func families() throws {
        let shared = try (0..<100).map { try endpoint("10.0.0.1", hostname: Label("h\($0)")) }
        let set = try registry(slice(shared + [try endpoint("10.0.0.2", hostname: "x"), try endpoint("fd00::1")])).web().endpointSet
        #expect(addresses(set, .ipv4) == ["10.0.0.1", "10.0.0.2"])
        #expect(addresses(set, .ipv6) == ["fd00::1"])
    }

    @Test("Those that listen on a port are found without the others, and nobody listens on a port that there is not")
    func ports() throws {
        let many = try (1...50).map { try endpoint("10.0.0.\($0)", hostname: Label("h\($0)")) }
        let rare = EndpointPort(name: "rare", transport: .udp, number: 9)
        let set = try registry(slice(many), slice([try endpoint("10.0.0.9", hostname: "h9")], ports: [rare])).web().endpointSet
        #expect(locations(set, "http").count == 50)
        #expect(locations(set, "rare", .udp) == ["h9 10.0.0.9"])
        #expect(locations(set, "rare", .tcp).isEmpty)
        #expect(locations(set, "none").isEmpty)
        #expect(locations(set, nil).count == 50)
    }

    @Test("Addresses of one name are one location for each number of a port, and as many addresses as are asked for")
    func oneName() throws {
        let other = EndpointPort(name: "http", transport: .tcp, number: 8080)
        let many = try (1...50).map { try endpoint("10.0.0.\($0)", hostname: "pet") }
        let set = try registry(
            slice(many), slice([try endpoint("10.0.0.40", hostname: "pet")], ports: [other]),
            slice([try endpoint("10.0.1.1", hostname: "zoo")])
        ).web().endpointSet
        for port in [NamedPort("http", .tcp), nil] {
            let found = set.locations(of: port)
            #expect(found.map { set.endpoints[$0].address.description } == ["10.0.0.1", "10.0.0.40", "10.0.1.1"])
            #expect(Array(set.addresses(ofTargetAt: found[0], on: port, limit: 5)).count == 5)
            #expect(Array(set.addresses(ofTargetAt: found[0], on: port, limit: 99)).count == 50)
            #expect((0..<3).map { set.firstLocation(ofTargetAt: $0, on: port) } == [0, 0, 2])
        }
    }

    @Test("Endpoints of one name are a set of their own, each family of them in a row")
    func named() throws {
        let set = try registry(
            slice([
                try endpoint("fd00::1", hostname: "pet"), try endpoint("10.0.0.2", hostname: "pet"),
                try endpoint("10.0.0.1", hostname: "pet"),
                try endpoint("10.0.0.3", hostname: "ant"), try endpoint("10.0.0.4", hostname: "zoo"),
            ])
        ).web()
        let pet = try #require(set.endpoints(named: EndpointLabels(name: "pet")))
        #expect(addresses(pet, .ipv4) == ["10.0.0.1", "10.0.0.2"])
        #expect(addresses(pet, .ipv6) == ["fd00::1"])
        #expect(pet.locations(of: nil).count == 1)
        #expect(set.endpoints(named: EndpointLabels(name: "bee")) == nil)
    }

    @Test("Each topology zone of a headless Service has a set of its own, where such names are served", arguments: [false, true])
    func topologyZones(areArranged: Bool) throws {
        let endpoints = try (1...9).map { try endpoint("10.0.0.\($0)", hostname: Label("h\($0)"), zone: $0 % 3 == 0 ? "b" : "a") }
        let web = try registry(slice(endpoints + [try endpoint("10.0.0.10")]), hasTopologyZones: areArranged).web()
        #expect(web.topologyZones.keys.sorted() == (areArranged ? ["a", "b"] : []))
        guard areArranged else { return }
        let set = try #require(web.topologyZones["b"])
        #expect(addresses(set, .ipv4) == ["10.0.0.3", "10.0.0.6", "10.0.0.9"])
        #expect(locations(set, "http") == ["h3 10.0.0.3", "h6 10.0.0.6", "h9 10.0.0.9"])
        #expect(addresses(set, .ipv6).isEmpty)
    }
}
