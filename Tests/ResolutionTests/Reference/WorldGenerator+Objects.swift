import DNSModel
import Resolution
import ServiceRegistry
import TestSupport

extension WorldGenerator {
    /// A new Service, or another in place of one with its key.
    mutating func addService(to world: inout World) {
        let key = ServiceKey(namespace: random.pick(namespaces), name: random.pick(pools.services))
        world.objects.services.removeAll { $0.key == key }
        let taken = world.objects.services.flatMap { Self.namedAddresses(of: $0) }
        let addressing = addressing(world, apartFrom: taken)
        world.objects.services.append(
            ServiceObject(
                key: key, labels: labels(["expose", "tier"]), addressing: addressing, ports: servicePorts(),
                selector: random.chance(70) ? [random.pick(["app", "tier"]): "a"] : [:], publishesNotReadyAddresses: random.chance(20),
                exposure: exposure(of: addressing, world), settings: settings()))
    }

    private static func namedAddresses(of service: ServiceObject) -> [IPAddress] {
        guard case .clusterIP(let claims) = service.addressing else { return [] }
        return claims.compactMap { claim in
            switch claim {
            case .named(let address): address
            case .allocated: nil
            }
        }
    }

    private mutating func addressing(_ world: World, apartFrom taken: [IPAddress]) -> ServiceAddressing {
        switch random.count(0...9) {
        case 0...4: .clusterIP(claims(apartFrom: taken))
        case 5...7: .headless(families: random.pick([[.ipv4], [.ipv6], [.ipv4, .ipv6], [.ipv6, .ipv4]]))
        default: .externalName(aliasTarget(world))
        }
    }

    private mutating func claims(apartFrom taken: [IPAddress]) -> [ClusterIPClaim] {
        let families: [AddressFamily] = random.pick([[.ipv4], [.ipv4], [.ipv6], [.ipv4, .ipv6], [.ipv6, .ipv4]])
        return families.map { family in
            let free = pools.clusterAddresses.filter { $0.family == family && !taken.contains($0) }
            return free.isEmpty || random.chance(50) ? .allocated(family) : .named(random.pick(free))
        }
    }

    /// Names of all kinds, inside the zones and outside.
    mutating func aliasTarget(_ world: World) -> DomainName {
        let service = [random.pick(pools.services), random.pick(namespaces)]
        let known = world.objects.services.isEmpty ? service : random.pick(world.objects.services.map { [$0.key.name, $0.key.namespace] })
        let cluster = world.clusterDomain
        let external = world.externalZones.first?.zone ?? "example.org"
        let multicluster = world.multiclusterZones.first ?? "clusterset.test"
        let candidates: [DomainName?] = [
            DomainName(service + ["svc"], in: cluster), DomainName(service + ["svc"], in: cluster),
            DomainName(service + ["svc"], in: cluster),
            DomainName(service + ["svc"], in: cluster), DomainName(known + ["svc"], in: cluster), DomainName(known + ["svc"], in: cluster),
            DomainName(known + ["svc"], in: cluster), DomainName(known), DomainName(service, in: external),
            DomainName(service + ["svc"], in: multicluster),
            DomainName(service), DomainName([service[0]]), "www.example.com", "WWW.Example.ORG", cluster,
            DomainName(["ns", "dns"], in: cluster), DomainName(["10-1-0-1", "prod", "pod"], in: cluster),
            DomainName(["z1", "prefer", "_zone"] + service + ["svc"], in: cluster), DomainName(["pet"] + service + ["svc"], in: cluster),
            DomainName(["_http", "_tcp"] + service + ["svc"], in: cluster), "1.0.1.10.in-addr.arpa",
            DomainName(["nobody", "nowhere"], in: cluster),
        ]
        return random.pick(candidates.compactMap(\.self))
    }

    private mutating func servicePorts() -> [ServicePort] {
        var ports: [ServicePort] = []
        for _ in 0..<random.count(0...3) {
            let port = ServicePort(
                name: random.pick(pools.ports), transport: random.pick(TransportProtocol.allCases + [.tcp, .udp, .tcp]),
                number: random.pick([53, 80, 443]),
                target: random.chance(60) ? .number(random.pick([53, 8080])) : .name(random.pick(["web", "dns"])),
                nodePort: random.chance(50) ? random.pick([30080, 30053]) : nil)
            let isNew = !ports.contains { $0.transport == port.transport && ($0.name == port.name || $0.number == port.number) }
            if isNew { ports.append(port) }
        }
        return ports
    }

    private mutating func exposure(of addressing: ServiceAddressing, _ world: World) -> ServiceExposure {
        let addresses = random.chance(30) ? random.some(1...2, of: pools.externalAddresses) : []
        guard case .clusterIP = addressing else { return ServiceExposure(externalIPs: addresses) }
        switch random.count(0...2) {
        case 0: return ServiceExposure(externalIPs: addresses)
        case 1: return ServiceExposure(kind: .nodePort, externalIPs: random.chance(50) ? addresses : [])
        default: return ServiceExposure(kind: .loadBalancer, externalIPs: random.chance(50) ? addresses : [], ingress: ingress(world))
        }
    }

    private mutating func ingress(_ world: World) -> [LoadBalancerIngress] {
        (0..<random.count(0...2)).map { _ in
            random.chance(50)
                ? .address(random.pick(pools.externalAddresses))
                : .hostname(random.chance(60) ? random.pick(["lb.example.com", "lb2.example.com"]) : aliasTarget(world))
        }
    }

    private mutating func settings() -> ServiceSettings {
        ServiceSettings(
            timeToLive: random.chance(20) ? random.pick([0, 7, 60]) : nil, maximumAnswers: random.chance(15) ? random.count(1...3) : nil)
    }

    mutating func addPod(to world: inout World) {
        let (namespace, name) = (random.pick(namespaces), random.pick(pools.podNames))
        world.objects.pods.removeAll { $0.namespace == namespace && $0.name == name }
        var labels = labels(["app", "tier"])
        if random.chance(30) { labels["topology.kubernetes.io/zone"] = random.pick(["z1", "Z2", "z3"]) }
        world.objects.pods.append(
            PodObject(
                namespace: namespace, name: name, labels: labels, addresses: random.some(0...3, of: pools.podAddresses),
                hasEnded: random.chance(10), isReady: random.chance(75), usesHostNetwork: random.chance(15),
                hostname: random.chance(40) ? random.pick(pools.hostnames) : nil,
                subdomain: random.chance(50) ? random.pick(pools.services) : nil, ports: containerPorts(),
                nodeName: random.chance(60) ? random.pick(pools.nodes) : nil, locationPreference: preference()))
    }

    private mutating func containerPorts() -> [ContainerPort] {
        (0..<random.count(0...2)).map { _ in
            ContainerPort(name: random.pick(["web", "dns"]), transport: random.pick([.tcp, .udp]), number: random.pick([8053, 9090]))
        }
    }

    private mutating func preference() -> LocationPreference {
        guard random.chance(25) else { return LocationPreference() }
        return LocationPreference(priority: random.pick([nil, 1, 10]), weight: random.pick([nil, 0, 50]))
    }

    /// A slice of a Service that is there, mostly; or of several clusters.
    mutating func addSlice(to world: inout World) {
        let known = world.objects.services.map(\.key) + world.objects.serviceImports.map(\.key)
        let stranger = ServiceKey(namespace: random.pick(namespaces), name: random.pick(pools.services))
        if let slice = world.objects.endpointSlices.last, random.chance(40) { return world.objects.endpointSlices.append(retold(slice)) }
        let imported = EndpointOrigin.importedSlice(cluster: random.pick(pools.clusters))
        world.objects.endpointSlices.append(
            EndpointSliceObject(
                service: known.isEmpty || random.chance(10) ? stranger : random.pick(known),
                origin: random.pick([.endpointSlice, .endpointSlice, .endpoints, imported]),
                endpoints: (0..<random.count(0...4)).map { _ in endpoint() }, ports: endpointPorts()))
    }

    /// Another slice of the same Service that tells of some of the same addresses, perhaps by other names.
    private mutating func retold(_ slice: EndpointSliceObject) -> EndpointSliceObject {
        let endpoints = slice.endpoints.filter { _ in random.chance(70) }.map { told in
            let other = endpoint()
            return EndpointObject(
                addresses: told.addresses, hostname: other.hostname, isReady: other.isReady, podName: other.podName, zone: other.zone,
                nodeName: other.nodeName)
        }
        return EndpointSliceObject(service: slice.service, origin: slice.origin, endpoints: endpoints, ports: endpointPorts())
    }

    private mutating func endpoint() -> EndpointObject {
        EndpointObject(
            addresses: random.some(1...2, of: pools.podAddresses + pools.clusterAddresses.prefix(2)),
            hostname: random.chance(35) ? random.pick(pools.hostnames) : nil, isReady: random.chance(75),
            podName: random.chance(40) ? random.pick(pools.podNames) : nil, zone: random.chance(30) ? random.pick(pools.zones) : nil,
            nodeName: random.chance(50) ? random.pick(pools.nodes) : nil)
    }

    private mutating func endpointPorts() -> [EndpointPort] {
        random.some(0...3, of: pools.ports).map { name in
            EndpointPort(name: name, transport: random.pick([.tcp, .udp]), number: random.pick([53, 8080]))
        }
    }

    mutating func addImport(to world: inout World) {
        let key = ServiceKey(namespace: random.pick(namespaces), name: random.pick(pools.services))
        world.objects.serviceImports.removeAll { $0.key == key }
        world.objects.serviceImports.append(
            ServiceImportObject(
                key: key, labels: labels(["expose", "tier"]),
                type: random.chance(50) ? .headless : .clusterSetIP(random.some(0...2, of: pools.externalAddresses)), ports: servicePorts(),
                settings: settings()))
        let service = EndpointSliceObject(
            service: key, origin: .importedSlice(cluster: random.pick(pools.clusters)),
            endpoints: (0..<random.count(0...3)).map { _ in endpoint() }, ports: endpointPorts())
        world.objects.endpointSlices.append(service)
    }
}
