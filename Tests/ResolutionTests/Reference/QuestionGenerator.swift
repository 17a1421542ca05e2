import DNSModel
import Resolution
import ServiceRegistry
import TestSupport

/// Random questions around the names of one world.
struct QuestionGenerator {
    var random: SeededGenerator
    let world: World
    let pools = WorldGenerator.Pools()
    /// The records of each zone, and other names that it has or will have.
    private let owners: [[(DomainName, RecordType)]]
    private let others: [[DomainName]]
    private let zones: [DomainName]
    private let labels: [Label]
    private let clients: [IPAddress]
    /// The namespace whose search list made the last question.
    private var home: Label?

    init(_ world: World, _ reference: Reference, random: SeededGenerator) {
        self.world = world
        self.random = random
        owners = reference.zones.map { zone in zone.records.compactMap { record in DomainName(record.owner).map { ($0, record.data.type) } }
        }
        others = reference.zones.map { zone in (zone.existing.suffix(40) + zone.unready + zone.awaited).compactMap { DomainName($0) } }
        clients = pools.podAddresses + ["192.0.2.99", "172.16.5.5", "fd00:9::9"].compactMap { IPAddress($0) }
        zones = reference.zones.map(\.origin)
        labels =
            pools.services + pools.hostnames + pools.zones + pools.clusters + pools.ports.compactMap(\.self)
            + [
                "_http", "_tcp", "_udp", "_dns", "_zone", "pin", "prefer", "svc", "pod", "ns1", "dns", "dns-version", "nobody", "prod",
                "dev",
                "10-1-0-1", "10-1-0-9", "fd00-1--0", "fd00-1--", "fd00-1-0-0-0-0-0-2", "010-1-0-1", "1", "10", "*",
            ]
    }

    mutating func next() -> Query {
        home = nil
        let (name, type) = random.chance(30) ? outside() : aimed()
        let question = Question(name: spelled(name), type: type, recordClass: random.chance(1) ? .chaos : .internet)
        let extensions = ExtensionMechanisms(version: 0, payloadSize: 1232, dnssecOK: random.chance(40))
        return Query(
            identifier: 1, recursionDesired: random.chance(90), checkingDisabled: random.chance(10),
            understandsAuthentic: random.chance(30),
            question: question, extensions: random.chance(80) ? extensions : nil)
    }

    /// A name upstream, or one that a search list made of it, or of a name in the zones.
    private mutating func outside() -> (DomainName, RecordType) {
        let names = Array(world.upstream.keys).sorted { $0.description < $1.description }
        let name = random.chance(40) || names.isEmpty ? aimed().0 : random.pick(names)
        guard random.chance(70) else { return (name, type(for: name)) }
        let front = random.chance(50) ? name.labels : Array(name.labels.prefix(random.count(1...3)))
        let namespace: Label = random.pick(["prod", "prod", "svc", "dns", "dev", "nowhere"])
        home = namespace
        return (DomainName(front + [namespace, "svc"], in: world.clusterDomain) ?? name, random.pick([.a, .a, .aaaa, .srv]))
    }

    /// Half of the questions are for something that is there, or nearly.
    private mutating func aimed() -> (DomainName, RecordType) {
        let zone = random.chance(40) ? 0 : Int.random(in: zones.indices, using: &random)
        guard random.chance(60), !owners[zone].isEmpty else {
            let name = random.chance(40) ? random.pick(others[zone]) : composed()
            return (random.chance(30) ? changed(name) : name, type(for: name))
        }
        var (name, type) = random.pick(owners[zone])
        if random.chance(type == .cname ? 90 : 30) { type = self.type(for: name) }
        if zone == 0, random.chance(30) { name = shortened(name) } else if random.chance(20) { name = changed(name) }
        return (name, type)
    }

    /// The name without its zone, and mostly without `svc`, or down to the Service alone.
    private mutating func shortened(_ name: DomainName) -> DomainName {
        guard var labels = name.labels(below: world.clusterDomain) else { return name }
        if labels.count > 2, random.chance(75) { labels.removeLast() }
        if labels.count == 2, random.chance(40) { labels.removeLast() }
        return DomainName(labels) ?? name
    }

    /// Who asks the last question.
    mutating func client() -> IPAddress {
        let neighbours = world.objects.pods.filter { $0.namespace == home }.flatMap(\.addresses)
        return neighbours.isEmpty || random.chance(20) ? random.pick(clients) : random.pick(neighbours)
    }

    private mutating func composed() -> DomainName {
        switch random.count(0...9) {
        case 0, 1: Reference.reverseName(random.pick(pools.podAddresses + pools.clusterAddresses + pools.externalAddresses))
        case 2:
            DomainName([random.pick(labels), random.pick(["prod", "dev", "svc", "dns", "nowhere"]), "pod"], in: world.clusterDomain)
                ?? .root
        default: serviceName()
        }
    }

    /// The name of some object's Service, or one below it, in some zone or in none.
    private mutating func serviceName() -> DomainName {
        let keys = world.objects.services.map(\.key) + world.objects.serviceImports.map(\.key)
        let key = keys.isEmpty ? ServiceKey(namespace: "prod", name: "web") : random.pick(keys)
        let front: [Label]
        switch random.count(0...8) {
        case 0...2: front = []
        case 3: front = [random.pick(["_http", "_dns", "_tcp", "_metrics"]), random.pick(["_tcp", "_udp", "_sctp"])]
        case 4, 5: front = [random.pick(["z1", "z2", "nowhere"]), random.pick(["pin", "prefer"]), "_zone"]
        case 6: front = [random.pick(labels), random.pick(pools.clusters)]
        default: front = [random.pick(labels)]
        }
        let name: DomainName?
        switch random.count(0...9) {
        case 0: name = random.chance(50) ? DomainName([key.name]) : DomainName(front + [key.name])
        case 1, 2: name = DomainName(front + [key.name, key.namespace])
        case 3: name = DomainName(front + [key.name, key.namespace, "svc"])
        case 4...6: name = DomainName(front + [key.name, key.namespace], in: random.pick(zones))
        default: name = DomainName(front + [key.name, key.namespace, "svc"], in: random.pick(zones))
        }
        return name ?? .root
    }

    private mutating func changed(_ name: DomainName) -> DomainName {
        var parts = name.labels
        guard !parts.isEmpty else { return name }
        let index = Int.random(in: parts.indices, using: &random)
        switch random.count(0...5) {
        case 0: parts[index] = random.pick(labels)
        case 1: parts.remove(at: index)
        case 2: parts.insert(parts[index], at: index)
        case 3: parts.insert(random.pick(labels), at: 0)
        case 4: parts.removeFirst()
        default: return inAnotherZone(name)
        }
        return DomainName(parts) ?? name
    }

    private mutating func inAnotherZone(_ name: DomainName) -> DomainName {
        for zone in zones {
            guard let front = name.labels(below: zone) else { continue }
            return (random.chance(50) ? DomainName(front) : DomainName(front, in: random.pick(zones))) ?? name
        }
        return name
    }

    /// Some of its letters in upper case.
    private mutating func spelled(_ name: DomainName) -> DomainName {
        guard random.chance(25) else { return name }
        let octets = name.octets.map { (0x61...0x7A).contains($0) && random.chance(50) ? $0 - 0x20 : $0 }
        return DomainName(wire: octets) ?? name
    }

    private mutating func type(for name: DomainName) -> RecordType {
        if name.labels.last == "arpa", random.chance(60) { return .ptr }
        let rare: [RecordType] = [
            .ptr, .cname, .txt, .soa, .ns, .any, RecordType(rawValue: 15), RecordType(rawValue: 65), .ds, .dnskey, .hinfo,
        ]
        switch random.count(0...19) {
        case 0...7: return .a
        case 8...11: return .aaaa
        case 12...16: return .srv
        default: return random.pick(rare)
        }
    }
}
