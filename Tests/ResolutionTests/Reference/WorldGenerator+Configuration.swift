import DNSModel
import Resolution
import ServiceRegistry

extension WorldGenerator {
    mutating func configure(_ world: inout World) {
        world.clusterDomain = random.pick(["cluster.local", "cluster.local", "cluster.local", "internal"] + Self.nestedDomains)
        if random.chance(4) { world.clusterDomain = Self.longDomain }
        if random.chance(70) { world.externalZones = externalZones() }
        if random.chance(60) { world.multiclusterZones = random.pick([["clusterset.test"], ["clusterset.test", "set.example.net"]]) }
        world.timeToLive = random.pick([5, 5, 30, 0])
        let unknown: UInt32? = random.pick([nil, 2, 5])
        world.negativeTimeToLive = NegativeTimeToLive(
            unknown: unknown.map { min($0, world.timeToLive) }, notReady: random.pick([1, 3, 0]))
        world.nameServerAddresses = random.pick([["2001:db8::53"], ["192.0.2.53"], ["192.0.2.53", "192.0.2.54", "2001:db8::53"]]).compactMap
        {
            IPAddress($0)
        }
        world.podNames = random.pick(PodNames.allCases)
        world.hasZoneAwareNames = random.chance(60)
        world.namesEndpointsByPod = random.chance(40)
        world.serviceCIDRs = random.pick([["10.96.0.0/24", "fd00:96::/112"], ["10.96.0.0/24", "fd00:96::/112"], ["10.96.0.0/30"], []])
            .compactMap {
                AddressPrefix($0)
            }
        if world.clusterDomain != Self.longDomain, random.chance(75) { world.defaultNamespace = random.pick(namespaces) }
        world.clientRanges = clientRanges()
        world.exposure = random.chance(60) ? ExposureRules() : exposure()
        if random.chance(60) { world.outside = outside() }
        if random.chance(60) { world.searchCompletion = SearchCompletion(domains: random.some(0...2, of: Self.searchDomains)) }
        for name in Self.upstreamNames where random.chance(70) { world.upstream[name] = random.pick(UpstreamName.allCases) }
    }

    private static let searchDomains: [DomainName] = ["corp.test", "Example.org", "svc.clusterset.test", "example.com"]

    private static let upstreamNames: [DomainName] = [
        "www.example.com", "www.example.org", "web.corp.test", "web.prod.corp.test", "db.corp.test", "db.example.com", "web.nowhere",
        "nobody.prod", "nobody", "api", "com", "in-addr.arpa", "100.in-addr.arpa", "9.1.0.1.in-addr.arpa", "1.0.64.100.in-addr.arpa",
        "arpa",
        "10-1-0-1", "1.0.1.10.in-addr.arpa", "9.0.1.10.in-addr.arpa", "x.web.prod", "www.example.com.corp.test", "localhost",
    ]

    private mutating func outside() -> OutsideRules {
        let stubs: [DomainName] = ["corp.test", "nowhere", "1.10.in-addr.arpa", "100.in-addr.arpa", "d.f.ip6.arpa", "arpa", "com"]
        let ranges = ["100.64.0.0/10", "203.0.112.0/22", "9.0.0.0/9", "2600:1::/30", "10.96.0.0/12"]
        return OutsideRules(
            coversEverything: random.chance(75), stubZones: random.some(0...2, of: stubs),
            ownRanges: random.some(0...2, of: ranges).compactMap { AddressPrefix($0) })
    }

    /// Those that lie in other zones, where they hide a namespace, a Service or an endpoint.
    private static let nestedDomains: [DomainName] = [
        "Cluster.Example.org", "k8s.prod.example.org", "prod.example.org", "web.prod.example.org", "pet.db.prod.example.org",
        "web.prod.svc.clusterset.test",
    ]

    /// 188 octets: some names below it are too long.
    private static let longDomain =
        DomainName(Array(repeating: String(repeating: "l", count: 61), count: 3).joined(separator: ".")) ?? .root

    private mutating func externalZones() -> [ExternalZoneRules] {
        let names: [DomainName] = random.chance(60) ? ["example.org"] : ["example.org", "apps.example.net"]
        return names.map { name in
            ExternalZoneRules(
                zone: name, showsHeadless: random.chance(60), showsNodePorts: random.chance(60), hasReverseNames: random.chance(60))
        }
    }

    private mutating func clientRanges() -> [AddressPrefix: Label] {
        var ranges: [AddressPrefix: Label] = [:]
        for text in ["10.0.0.0/8", "10.1.0.0/30", "10.1.0.2/32", "172.16.0.0/12", "fd00::/16", "0.0.0.0/0"] where random.chance(40) {
            if let prefix = AddressPrefix(text) { ranges[prefix] = random.pick(namespaces + ["elsewhere"]) }
        }
        return ranges
    }

    private mutating func exposure() -> ExposureRules {
        ExposureRules(
            namespaces: random.chance(25) ? Set(random.some(1...3, of: namespaces)) : nil,
            namespaceSelector: random.chance(40) ? selector(["team", "kubernetes.io/metadata.name"]) : LabelSelector([]),
            serviceSelector: random.chance(25) ? selector(["expose", "tier"]) : LabelSelector([]), showsEndpoints: random.chance(60),
            showsEmptyServices: random.chance(50))
    }

    private mutating func selector(_ keys: [String]) -> LabelSelector {
        let key = random.pick(keys)
        let values: Set<String> = ["prod", "yes", "a"]
        return LabelSelector([
            random.pick([
                .exists(key), .doesNotExist(key), .isOneOf(key, values), .isNoneOf(key, values), .isNoneOf(key, ["dev", "no"]),
            ])
        ])
    }

    mutating func labels(_ keys: [String]) -> [String: String] {
        var labels: [String: String] = [:]
        for key in keys where random.chance(60) { labels[key] = random.pick(["a", "yes", "no", "a"]) }
        return labels
    }

    mutating func node(_ name: String) -> NodeObject {
        NodeObject(
            name: name, externalAddresses: random.chance(40) ? random.some(1...2, of: pools.externalAddresses) : [],
            internalAddresses: random.some(0...2, of: pools.podAddresses), zone: random.chance(80) ? random.pick(pools.zones) : nil)
    }

    mutating func namespace(_ name: Label) -> NamespaceObject {
        NamespaceObject(name: name, labels: labels(["team"]))
    }
}
