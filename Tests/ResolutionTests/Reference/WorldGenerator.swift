import DNSModel
import Resolution
import ServiceRegistry
import TestSupport

/// Random worlds that are small, so that names and addresses in them collide.
struct WorldGenerator {
    var random: SeededGenerator
    let namespaces: [Label]
    let pools: Pools

    /// What objects choose from.
    struct Pools {
        var podAddresses: [IPAddress] = []
        var clusterAddresses: [IPAddress] = []
        var externalAddresses: [IPAddress] = []
        let services: [Label] = ["web", "db", "api", "ns1", "ns", "svc", "dns", "prod", "localhost", "pod"]
        let hostnames: [Label] = ["pet", "web-0", "10-1-0-2", "c1"]
        let zones: [Label] = ["z1", "z2"]
        let nodes = ["n1", "n2", "n3"]
        let clusters: [Label] = ["c1", "c2"]
        let ports: [Label?] = [
            "http", "dns", "tcp", "metrics", nil, "a23456789-123456789-123456789-123456789-123456789-123456789-123",
        ]
        let podNames = ["pod-0", "pod-1", "web-0", "pod-2", "pod.with.dots", "p" + String(repeating: "o", count: 63) + "d"]

        init() {
            podAddresses = [
                "10.1.0.1", "10.1.0.2", "10.1.0.3", "10.1.0.4", "fd00:1::", "fd00:1::2", "2001:db8::3", "100.64.0.1", "9.200.0.1",
                "2600:1::9",
            ].compactMap {
                IPAddress($0)
            }
            clusterAddresses = ["10.96.0.1", "10.96.0.2", "10.96.0.3", "10.1.0.3", "fd00:96::1", "fd00:96::2", "10.7.7.7"].compactMap {
                IPAddress($0)
            }
            externalAddresses = ["192.0.2.1", "192.0.2.2", "192.0.2.3", "2001:db8:1::1", "2001:db8:1::2", "10.1.0.4", "10.96.0.2"]
                .compactMap { IPAddress($0) }
        }
    }

    init(seed: UInt64) {
        random = SeededGenerator(seed: seed)
        pools = Pools()
        var namespaces: [Label] = ["prod"]
        if random.chance(50) { namespaces.append("svc") }
        if random.chance(50) { namespaces.append("dns") }
        if random.chance(50) { namespaces.append("dev") }
        self.namespaces = namespaces
    }

    mutating func world() -> World {
        var world = World()
        configure(&world)
        world.objects.nodes = pools.nodes.filter { _ in random.chance(60) }.map { node($0) }
        world.objects.namespaces = namespaces.filter { _ in random.chance(40) }.map { namespace($0) }
        for _ in 0..<random.count(0...12) { addService(to: &world) }
        for _ in 0..<random.count(0...6) { addPod(to: &world) }
        for _ in 0..<random.count(0...5) { addSlice(to: &world) }
        if !world.multiclusterZones.isEmpty { for _ in 0..<random.count(0...4) { addImport(to: &world) } }
        return world
    }

    /// Adds, removes or changes one object.
    mutating func change(_ world: inout World) {
        switch random.count(0...9) {
        case 0, 1: addService(to: &world)
        case 2: remove(from: &world.objects.services)
        case 3: addPod(to: &world)
        case 4: remove(from: &world.objects.pods)
        case 5: addSlice(to: &world)
        case 6: remove(from: &world.objects.endpointSlices)
        case 7:
            remove(from: &world.objects.serviceImports)
            addImport(to: &world)
        case 8: world.objects.nodes = pools.nodes.filter { _ in random.chance(60) }.map { node($0) }
        default: world.objects.namespaces = namespaces.filter { _ in random.chance(40) }.map { namespace($0) }
        }
    }

    private mutating func remove<Object>(from objects: inout [Object]) {
        if !objects.isEmpty { objects.remove(at: Int.random(in: objects.indices, using: &random)) }
    }
}
