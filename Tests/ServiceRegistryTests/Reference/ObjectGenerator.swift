import DNSModel
import ServiceRegistry
import TestSupport

/// Random objects with few names and addresses, so that they share, contest and miss one another.
struct ObjectGenerator {
    var random: SeededGenerator
    /// How many Services have names of their own.
    var serviceCount = 6
    private static let namespaces: [Label] = ["prod", "dev", "test"]
    static let addresses =
        (1...9).map { IPAddress.v4(IPv4Address(0x0A01_0000 + UInt32($0))) } + ["fd00::1", "fd00::2"].compactMap { IPAddress($0) }
    /// The range of cluster IPs is so small that it runs out.
    static let clusterIPs = (0...15).map { IPAddress.v4(IPv4Address(0x0A60_0000 + UInt32($0))) }

    /// What makes an object the one that it is: of each there is one at a time.
    enum Identity: Hashable {
        case namespace(Label)
        case service(ServiceKey)
        case serviceImport(ServiceKey)
        case pod(Label, Int)
        case node(Int)
        case slice(Label, Int)
        case endpoints(ServiceKey)
    }

    init(seed: UInt64) {
        random = SeededGenerator(seed: seed)
    }

    mutating func chance(_ percent: Int) -> Bool {
        Int.random(in: 0..<100, using: &random) < percent
    }

    mutating func pick<Choice>(_ choices: [Choice]) -> Choice {
        choices[Int.random(in: choices.indices, using: &random)]
    }

    private mutating func some<Choice>(_ percent: Int, of choices: [Choice]) -> [Choice] {
        choices.filter { _ in chance(percent) }
    }

    private mutating func perhaps<Choice>(_ percent: Int, _ choices: [Choice]) -> Choice? {
        chance(percent) ? pick(choices) : nil
    }

    private mutating func key() -> ServiceKey {
        let name = Label("s\(Int.random(in: 0..<serviceCount, using: &random))") ?? "s"
        return ServiceKey(namespace: pick(Self.namespaces), name: name)
    }

    mutating func identity() -> Identity {
        switch Int.random(in: 0..<20, using: &random) {
        case 0: .namespace(pick(Self.namespaces))
        case 1...7: .service(key())
        case 8, 9: .serviceImport(key())
        case 10...14: .pod(pick(Self.namespaces), Int.random(in: 0..<6, using: &random))
        case 15: .node(Int.random(in: 0..<3, using: &random))
        case 16...18: .slice(pick(Self.namespaces), Int.random(in: 0..<6, using: &random))
        default: .endpoints(key())
        }
    }

    /// An object of this identity, which names no cluster IP that is taken.
    mutating func object(_ identity: Identity, taken: Set<IPAddress>) -> RegistryObject {
        switch identity {
        case .namespace(let name): .namespace(NamespaceObject(name: name, labels: labels(["env", "team"])))
        case .service(let key): .service(service(key, taken: taken))
        case .serviceImport(let key): .serviceImport(serviceImport(key))
        case .pod(let namespace, let number): .pod(pod(namespace, "pod-\(number)"))
        case .node(let number): .node(node("node-\(number)"))
        case .slice(let namespace, let number): .endpointSlices(slices(namespace, "slice-\(number)"))
        case .endpoints(let key):
            .endpointSlices((0..<pick([0, 1, 2])).map { _ in slice("\(key.name)", of: key, .endpoints) })
        }
    }

    private mutating func labels(_ names: [String]) -> [String: String] {
        var labels: [String: String] = [:]
        for name in some(60, of: names) { labels[name] = pick(["a", "b"]) }
        return labels
    }

    private mutating func service(_ key: ServiceKey, taken: Set<IPAddress>) -> ServiceObject {
        ServiceObject(
            key: key, labels: labels(["tier"]), addressing: addressing(taken: taken), ports: ports(), selector: labels(["app", "track"]),
            publishesNotReadyAddresses: chance(20),
            exposure: ServiceExposure(
                kind: pick([.clusterOnly, .nodePort, .loadBalancer]),
                externalIPs: chance(40) ? some(30, of: Self.addresses + Self.clusterIPs.prefix(4)) : [],
                ingress: chance(20) ? [pick([.address(pick(Self.addresses)), .hostname("lb.example.")])] : []),
            settings: ServiceSettings(timeToLive: perhaps(20, [7, 60])))
    }

    private mutating func addressing(taken: Set<IPAddress>) -> ServiceAddressing {
        let free = (Self.clusterIPs + Self.addresses.prefix(2)).filter { !taken.contains($0) }
        switch Int.random(in: 0..<10, using: &random) {
        case 0...3: return .clusterIP(pick([[.allocated(.ipv4)], [.allocated(.ipv4), .allocated(.ipv6)], [.allocated(.ipv6)]]))
        case 4, 5: return .clusterIP(free.isEmpty ? [] : [.named(pick(free))])
        case 6...8: return .headless(families: pick([[.ipv4], [.ipv4, .ipv6]]))
        default: return .externalName("www.example.org.")
        }
    }

    private mutating func ports() -> [ServicePort] {
        some(60, of: ["http", "dns"]).map { (name: Label) in
            ServicePort(
                name: name, transport: pick([.tcp, .udp]), number: pick([53, 80]), target: chance(50) ? .number(8080) : .name("web"),
                nodePort: perhaps(50, [30_080]))
        }
    }

    private mutating func serviceImport(_ key: ServiceKey) -> ServiceImportObject {
        ServiceImportObject(
            key: key, labels: labels(["tier"]), type: chance(50) ? .headless : .clusterSetIP(some(20, of: Self.addresses)), ports: ports())
    }

    private mutating func pod(_ namespace: Label, _ name: String) -> PodObject {
        var labels = labels(["app", "track"])
        if chance(30) { labels["topology.kubernetes.io/zone"] = pick(["z1", "z2"]) }
        return PodObject(
            namespace: namespace, name: name, labels: labels, addresses: some(20, of: Self.addresses), hasEnded: chance(10),
            isReady: chance(75), usesHostNetwork: chance(25), hostname: perhaps(40, ["pet", "web-0"]),
            subdomain: perhaps(50, ["s0", "s1"]),
            ports: [ContainerPort(name: "web", transport: .tcp, number: pick([8080, 9090]))], nodeName: perhaps(60, ["node-0", "node-1"]),
            locationPreference: LocationPreference(priority: perhaps(20, [1, 2])))
    }

    private mutating func node(_ name: String) -> NodeObject {
        NodeObject(
            name: name, externalAddresses: some(10, of: Self.addresses), internalAddresses: some(10, of: Self.addresses),
            zone: perhaps(70, ["z1", "z2"]))
    }

    private mutating func slices(_ namespace: Label, _ name: String) -> [EndpointSliceObject] {
        let key = ServiceKey(namespace: namespace, name: key().name)
        let imported = EndpointOrigin.importedSlice(cluster: pick(["east", "west"]))
        let origins: [EndpointOrigin] = pick([[.endpointSlice], [.endpointSlice], [imported], [.endpointSlice, imported]])
        return origins.map { slice(name, of: key, $0) }
    }

    private mutating func slice(_ name: String, of key: ServiceKey, _ origin: EndpointOrigin) -> EndpointSliceObject {
        EndpointSliceObject(
            name: name, service: key, origin: origin,
            endpoints: (0..<pick([0, 1, 3])).map { _ in
                EndpointObject(
                    addresses: [pick(Self.addresses + Self.clusterIPs.prefix(2))], hostname: perhaps(30, ["pet", "web-0"]),
                    isReady: chance(75),
                    podName: perhaps(50, ["pod-0", "pod-1"]), zone: perhaps(20, ["z1"]), nodeName: perhaps(50, ["node-0", "node-1"]))
            },
            ports: some(50, of: ["http", "dns"]).map { EndpointPort(name: $0, transport: .tcp, number: pick([53, 80])) })
    }
}
