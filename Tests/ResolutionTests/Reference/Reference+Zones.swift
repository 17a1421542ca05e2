import DNSModel
import Resolution
import ServiceRegistry

extension Reference {
    func clusterZone() -> ReferenceZone {
        var zone = clusterLikeZone(.cluster, world.clusterDomain)
        addPods(to: &zone)
        for service in services {
            zone.addService(service.key)
            switch service.addressing {
            case .externalName(let target): zone.add(zone.name([], service.key), .cname(target), timeToLive(service.settings))
            case .headless:
                addHeadless(service, to: &zone)
                addZoneAwareNames(of: service, to: &zone)
            case .clusterIP: addClusterIP(service, to: &zone)
            }
        }
        return zone
    }

    /// What the cluster's zone and a multicluster zone have in common.
    func clusterLikeZone(_ view: ReferenceZone.View, _ origin: DomainName) -> ReferenceZone {
        let soa = authority(origin, ["ns", "dns"], ["hostmaster"], in: origin)
        var zone = ReferenceZone(view, origin, authority: soa, hidden: hiddenNames(in: origin))
        for name in hiddenNames(in: origin) { zone.addEmpty(name) }
        addApex(to: &zone, server: DomainName(["ns", "dns"], in: origin))
        zone.addEmpty(["ns", "dns"])
        zone.add(DomainName(["dns-version"], in: origin), .txt([Array("1.1.0".utf8)]), 28800)
        zone.addEmpty(["svc"])
        for namespace in namespaces { zone.addEmpty([namespace, "svc"]) }
        return zone
    }

    func addApex(to zone: inout ReferenceZone, server: DomainName?) {
        zone.add(zone.origin, .soa(zone.authority), world.timeToLive)
        guard let server else { return }
        zone.add(zone.origin, .ns(server), world.timeToLive)
        guard server.isWithin(zone.origin) else { return }
        for address in world.nameServerAddresses { zone.add(server, RecordData(address: address), world.timeToLive) }
    }

    private func addPods(to zone: inout ReferenceZone) {
        zone.addEmpty(["pod"])
        guard world.podNames != .disabled else { return }
        for namespace in namespaces { zone.addEmpty([namespace, "pod"]) }
    }

    private func addClusterIP(_ service: ServiceObject, to zone: inout ReferenceZone) {
        let isEmpty = published(service).isEmpty && !world.exposure.showsEmptyServices
        guard !isEmpty, !clusterIPs(of: service).isEmpty else { return zone.addAwaited(service.key) }
        let ports = service.ports.map { ($0, $0.number) }
        addAddresses(clusterIPs(of: service), ports, of: service.key, service.settings, to: &zone)
        addEndpointNames(of: service, to: &zone)
    }

    /// The records of a Service that has addresses of its own.
    func addAddresses(
        _ addresses: [IPAddress], _ ports: [(ServicePort, UInt16)], of key: ServiceKey, _ settings: ServiceSettings,
        to zone: inout ReferenceZone
    ) {
        guard let name = zone.name([], key) else { return }
        for address in addresses { zone.add(name, RecordData(address: address), timeToLive(settings)) }
        addLocations(ports, at: name, of: key, settings, to: &zone)
        addPortNames(ports, to: [name], of: key, settings, in: &zone)
    }

    private func addLocations(
        _ ports: [(ServicePort, UInt16)], at name: DomainName, of key: ServiceKey, _ settings: ServiceSettings,
        to zone: inout ReferenceZone
    ) {
        for (_, number) in ports {
            let location = ServiceLocation(priority: 0, weight: 0, port: number, target: name)
            zone.add(name, .srv(location), timeToLive(settings), sharesWeight: true)
        }
    }

    func addPortNames(
        _ ports: [(ServicePort, UInt16)], to targets: [DomainName], of key: ServiceKey, _ settings: ServiceSettings,
        in zone: inout ReferenceZone
    ) {
        for (port, number) in ports {
            for target in targets {
                guard let labels = Self.portLabels(port.name, port.transport) else { continue }
                let location = ServiceLocation(priority: 0, weight: 0, port: number, target: target)
                zone.add(zone.name(labels, key), .srv(location), timeToLive(settings), sharesWeight: true)
            }
        }
    }

    /// `_http`, `_tcp`; nil for a port without a name or with one that is too long for an underscore.
    static func portLabels(_ name: Label?, _ transport: TransportProtocol) -> [Label]? {
        guard let name, let label = Label("_\(name)") else { return nil }
        switch transport {
        case .tcp: return [label, "_tcp"]
        case .udp: return [label, "_udp"]
        case .sctp: return [label, "_sctp"]
        }
    }

    /// PTR: a cluster IP alone; else each Service by its endpoint's best name; else the external names.
    func reverseZone(_ origin: DomainName) -> ReferenceZone {
        var zone = ReferenceZone(.reverse, origin, authority: authority(origin, ["ns", "dns"], ["hostmaster"], in: world.clusterDomain))
        addApex(to: &zone, server: DomainName(["ns", "dns"], in: world.clusterDomain))
        let cluster = ReferenceZone(.cluster, world.clusterDomain, authority: zone.authority)
        for address in knownAddresses where Self.reverseName(address).isWithin(origin) {
            for name in names(of: address, in: cluster) { zone.add(Self.reverseName(address), .ptr(name), world.timeToLive) }
            // Whether the Services there have names is not looked at for a range.
            if isExternal(address) { zone.addEmpty(DomainName(Array(Self.reverseName(address).labels.dropFirst()))) }
        }
        return zone
    }

    private func isExternal(_ address: IPAddress) -> Bool {
        world.externalZones.contains(where: \.hasReverseNames) && services.contains { externalAddresses(of: $0).contains(address) }
    }

    private var knownAddresses: Set<IPAddress> {
        let own = services.flatMap { clusterIPs(of: $0) + externalAddresses(of: $0) }
        return Set(own + services.flatMap { world.endpoints(of: $0).map(\.address) })
    }

    private func names(of address: IPAddress, in zone: ReferenceZone) -> [DomainName] {
        let holders = services.filter { service in
            let isEmpty = published(service).isEmpty && !world.exposure.showsEmptyServices
            return !isEmpty && clusterIPs(of: service).contains(address)
        }
        if !holders.isEmpty { return holders.compactMap { zone.name([], $0.key) } }
        var ranked = services.enumerated().compactMap { place, service in
            bestName(of: address, service).map { (service, ($0.naming.rawValue, isHeadless(service) ? 0 : 1, place), $0.name) }
        }
        ranked.sort { $0.1 < $1.1 }
        return ranked.isEmpty ? externalNames(of: address) : ranked.compactMap { zone.name([$0.2], $0.0.key) }
    }

    private func isHeadless(_ service: ServiceObject) -> Bool {
        if case .headless = service.addressing { true } else { false }
    }

    private func bestName(of address: IPAddress, _ service: ServiceObject) -> ReferenceEndpoint? {
        guard world.exposure.showsEndpoints else { return nil }
        switch service.addressing {
        case .externalName: return nil
        case .clusterIP: if clusterIPs(of: service).isEmpty { return nil }
        case .headless: break
        }
        let named = published(service).filter { $0.address == address }
        return named.min { ($0.naming.rawValue, $0.name) < ($1.naming.rawValue, $1.name) }
    }

    private func externalNames(of address: IPAddress) -> [DomainName] {
        if services.contains(where: { clusterIPs(of: $0).contains(address) }) { return [] }
        return services.filter { externalAddresses(of: $0).contains(address) }.flatMap { service in
            world.externalZones.filter(\.hasReverseNames).compactMap { externalName(of: service, in: $0.zone) }
        }
    }

    private func externalName(of service: ServiceObject, in zone: DomainName) -> DomainName? {
        let isNameServer = service.key.name == "ns1" && service.key.namespace == "dns"
        guard !isNameServer, let name = DomainName([service.key.name, service.key.namespace], in: zone) else { return nil }
        return hiddenNames(in: zone).contains { name.isWithin($0) } ? nil : name
    }

    /// `4.3.2.1.in-addr.arpa.`, or every hexadecimal digit in front of `ip6.arpa.`
    static func reverseName(_ address: IPAddress) -> DomainName {
        let text: String
        switch address {
        case .v4: text = address.octets.reversed().map { "\($0)." }.joined() + "in-addr.arpa."
        case .v6:
            let digits = address.octets.reversed().map { "\(String($0 & 15, radix: 16)).\(String($0 >> 4, radix: 16))." }
            text = digits.joined() + "ip6.arpa."
        }
        return DomainName(text) ?? .root
    }
}
