import DNSModel
package import ServiceRegistry

/// The names of a zone that have records, each once: what those are is for the resolver to say.
///
/// No other name is listed, so that the next record is never far: only an address of which another zone hides every name has none.
package struct ZoneOwners {
    let zone: ServedZone
    let snapshot: RegistrySnapshot
    let configuration: ZoneConfiguration

    /// The names of a zone that is served with this configuration.
    package init(zone: ServedZone, snapshot: RegistrySnapshot, configuration: ZoneConfiguration) {
        self.zone = zone
        self.snapshot = snapshot
        self.configuration = configuration
    }

    /// The names from the apex to the apex, made as they are asked for: only what is left of one Service is held.
    package var iterator: AnyIterator<ZoneOwner> {
        let apex = ZoneOwner(name: zone.origin, types: [.soa, .ns])
        let last = ZoneOwner(name: zone.origin, types: [.soa])
        return chain(AnySequence([apex]), inside, AnySequence([last])).makeIterator()
    }

    private var inside: AnySequence<ZoneOwner> {
        switch zone.view {
        case .cluster: chain(nameServer, schemaVersion, services(snapshot.services), pods)
        case .multicluster: chain(nameServer, schemaVersion, cut, services(snapshot.serviceImports))
        case .external: chain(nameServer, cut, services(snapshot.services))
        case .reverse(let family): addresses(of: family)
        }
    }

    private func chain(_ parts: AnySequence<ZoneOwner>...) -> AnySequence<ZoneOwner> {
        AnySequence(parts.lazy.flatMap(\.self))
    }

    private var nameServer: AnySequence<ZoneOwner> {
        Self.hosts(zone.nameServer)
    }

    private var schemaVersion: AnySequence<ZoneOwner> {
        AnySequence([owner(["dns-version"], [.txt])].compactMap(\.self))
    }

    /// Where the cluster's zone is cut out of this one: its name server, and the addresses of that (RFC 1034 §4.2.1).
    private var cut: AnySequence<ZoneOwner> {
        guard let nested = zone.nested else { return AnySequence([]) }
        return chain(AnySequence([ZoneOwner(name: nested, types: [.ns])]), Self.hosts(ZoneTable(configuration).cluster.nameServer))
    }

    private static func hosts(_ name: DomainName?) -> AnySequence<ZoneOwner> {
        AnySequence([name].compactMap(\.self).map { ZoneOwner(name: $0, types: ZoneOwner.addressTypes) })
    }

    private func owner(_ labels: [Label], _ types: [RecordType]) -> ZoneOwner? {
        DomainName(labels, in: zone.origin).map { ZoneOwner(name: $0, types: types) }
    }
}

extension ZoneOwners {
    private func services(_ services: some Sequence<ServiceRecord>) -> AnySequence<ZoneOwner> {
        AnySequence(services.lazy.flatMap(names))
    }

    /// The names at and below a Service that the zone shows: a look-up costs more than a look here, and a zone may show few.
    private func names(of service: ServiceRecord) -> AnySequence<ZoneOwner> {
        guard shows(service), let name = zone.name(below: service.key) else { return AnySequence([]) }
        return chain(
            AnySequence([ZoneOwner(name: name, types: ZoneOwner.serviceTypes)]), ports(of: service), topologyZones(of: service),
            endpoints(of: service))
    }

    private func shows(_ service: ServiceRecord) -> Bool {
        switch zone.view {
        case .cluster, .multicluster: service.absence == nil
        case .external(let rules): ExternalZone(snapshot: snapshot, rules: rules).shows(service)
        case .reverse: false
        }
    }

    /// Whether endpoints have names below a Service that the zone shows.
    private func hasEndpointNames(_ service: ServiceRecord) -> Bool {
        switch zone.view {
        case .cluster, .multicluster: true
        case .external: service.outside?.kind == .endpoints
        case .reverse: false
        }
    }

    private func owner(_ labels: [Label], below service: ServiceRecord, _ types: [RecordType]) -> ZoneOwner? {
        zone.name(of: labels, below: service.key).map { ZoneOwner(name: $0, types: types) }
    }

    /// A headless Service has the ports of its endpoints where they stand behind its name, and else its own.
    private func ports(of service: ServiceRecord) -> AnySequence<ZoneOwner> {
        let own = service.ports.filter { service.outside?.kind != .nodePorts || $0.nodePort != nil }
        let ports = hasEndpointNames(service) ? Set(service.namedPorts) : Set(own.compactMap { NamedPort($0.name, $0.transport) })
        return AnySequence(
            ports.sorted { ($0.transport.manifestName, $0.name) < ($1.transport.manifestName, $1.name) }
                .compactMap { owner($0.labels, below: service, [.srv]) })
    }

    /// Only `pin` names: what `prefer` says of a zone that nobody is in has no fixed owner.
    private func topologyZones(of service: ServiceRecord) -> AnySequence<ZoneOwner> {
        guard configuration.hasZoneAwareNames, zone.view == .cluster, service.addressing == .headless else { return AnySequence([]) }
        return AnySequence(
            service.topologyZones.keys.sorted()
                .compactMap { owner([$0, "pin", "_zone"], below: service, ZoneOwner.endpointTypes) })
    }

    /// Endpoints of one name stand side by side.
    private func endpoints(of service: ServiceRecord) -> AnySequence<ZoneOwner> {
        let endpoints = hasEndpointNames(service) ? service.endpoints : []
        let firsts = endpoints.indices.lazy.filter { index in
            index == 0 || (endpoints[index].name, endpoints[index].cluster) != (endpoints[index - 1].name, endpoints[index - 1].cluster)
        }
        return AnySequence(
            firsts.compactMap { index in
                owner(
                    [endpoints[index].name] + [endpoints[index].cluster].compactMap(\.self), below: service, ZoneOwner.endpointTypes)
            })
    }

    /// The Pods that are named for what they are; any other label would do where names are not verified.
    private var pods: AnySequence<ZoneOwner> {
        guard configuration.podNames == .verified else { return AnySequence([]) }
        let namespaces = snapshot.namespaces.sorted { $0.key < $1.key }
        return AnySequence(
            namespaces.lazy.flatMap { namespace, record in
                record.podAddresses.sorted().lazy.compactMap { address in
                    owner([address.dashedLabel, namespace, "pod"], ZoneOwner.addressTypes)
                }
            })
    }

    private func addresses(of family: AddressFamily) -> AnySequence<ZoneOwner> {
        AnySequence(
            snapshot.ownedAddresses.lazy.filter { $0.family == family }.compactMap { address in
                owner(ReverseName.labels(of: address), [.ptr])
            })
    }
}

extension NamedPort {
    /// `_<name>._<transport>`.
    fileprivate var labels: [Label] {
        [name.octets, Array(transport.manifestName.utf8)].compactMap { Label(octets: [UInt8(ascii: "_")] + $0) }
    }
}
