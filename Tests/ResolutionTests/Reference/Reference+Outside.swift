import DNSModel
import Resolution
import ServiceRegistry
import TestSupport

/// The zones of several clusters and those of clients outside.
extension Reference {
    func multiclusterZone(_ origin: DomainName) -> ReferenceZone {
        var zone = clusterLikeZone(.multicluster, origin)
        for imported in imports {
            switch imported.type {
            case .clusterSetIP(let addresses): addClusterSetIP(imported, addresses, to: &zone)
            case .headless: addHeadless(imported, to: &zone)
            }
        }
        return zone
    }

    private func addClusterSetIP(_ imported: ServiceImportObject, _ addresses: [IPAddress], to zone: inout ReferenceZone) {
        guard !addresses.isEmpty else { return zone.addAwaited(imported.key) }
        addAddresses(addresses, imported.ports.map { ($0, $0.number) }, of: imported.key, imported.settings, to: &zone)
        addClusterNames(of: imported, to: &zone)
    }

    private func addHeadless(_ imported: ServiceImportObject, to zone: inout ReferenceZone) {
        guard world.exposure.showsEndpoints else { return }
        let endpoints = world.endpoints(of: imported).filter(\.isReady).merged
        guard !endpoints.isEmpty else { return zone.addAwaited(imported.key) }
        addEndpoints(endpoints, at: [], of: imported.key, imported.settings, to: &zone)
        addNamedPorts(of: endpoints, of: imported.key, imported.settings, to: &zone)
        addClusterNames(of: imported, to: &zone)
    }

    private func addClusterNames(of imported: ServiceImportObject, to zone: inout ReferenceZone) {
        guard world.exposure.showsEndpoints else { return }
        let all = world.endpoints(of: imported)
        let published = all.filter(\.isReady).merged
        addHostNames(of: published, of: imported.key, imported.settings, to: &zone)
        for endpoint in all where !published.contains(where: { ($0.cluster, $0.name) == (endpoint.cluster, endpoint.name) }) {
            zone.addUnready(labels(of: endpoint), imported.key)
        }
    }

    func externalZone(_ rules: ExternalZoneRules) -> ReferenceZone {
        let origin = rules.zone
        let soa = authority(origin, ["ns1", "dns"], ["hostmaster", "dns"], in: origin)
        let server = DomainName(["ns1", "dns"], in: origin)
        var zone = ReferenceZone(.external(rules), origin, authority: soa, hidden: hiddenNames(in: origin) + [server].compactMap(\.self))
        for name in hiddenNames(in: origin) { zone.addEmpty(name) }
        for service in services { addExternal(service, rules, to: &zone) }
        addApex(to: &zone, server: server)
        zone.addEmpty(["ns1", "dns"])
        return zone
    }

    /// The cluster's zone, where it lies in this one: all that is above it exists.
    func hiddenNames(in origin: DomainName) -> [DomainName] {
        world.clusterDomain.isWithin(origin) && world.clusterDomain != origin ? [world.clusterDomain] : []
    }

    private func addExternal(_ service: ServiceObject, _ rules: ExternalZoneRules, to zone: inout ReferenceZone) {
        let ports = service.ports.map { ($0, $0.number) }
        let nodePorts = service.ports.compactMap { port in port.nodePort.map { (port, $0) } }
        let families = clusterIPs(of: service).map(\.family)
        let nodes = Set(world.objects.nodes.flatMap(\.reachableAddresses)).sorted().filter { families.contains($0.family) }
        if case .externalName = service.addressing { return }
        if !externalAddresses(of: service).isEmpty {
            addAddresses(externalAddresses(of: service), ports, of: service.key, service.settings, to: &zone)
        } else if let first = hostNames(of: service).first {
            zone.add(zone.name([], service.key), .cname(first), timeToLive(service.settings))
            addPortNames(ports, to: hostNames(of: service), of: service.key, service.settings, in: &zone)
        } else if case .headless = service.addressing {
            if rules.showsHeadless { addHeadless(service, to: &zone) }
        } else if rules.showsNodePorts, service.exposure.kind == .nodePort, !nodes.isEmpty {
            addAddresses(nodes, nodePorts, of: service.key, service.settings, to: &zone)
        } else if service.exposure.kind == .loadBalancer {
            zone.addAwaited(service.key)
        }
    }

    func externalAddresses(of service: ServiceObject) -> [IPAddress] {
        if case .externalName = service.addressing { return [] }
        return service.exposure.externalIPs
            + service.exposure.ingress.compactMap { ingress in
                switch ingress {
                case .address(let address): address
                case .hostname: nil
                }
            }
    }

    private func hostNames(of service: ServiceObject) -> [DomainName] {
        service.exposure.ingress.compactMap { ingress in
            switch ingress {
            case .address: nil
            case .hostname(let name): name
            }
        }
    }
}
