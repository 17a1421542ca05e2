import DNSModel
import ServiceRegistry

/// Which names an external zone has (design rule 13).
struct ExternalZone {
    let snapshot: RegistrySnapshot
    let rules: ExternalZoneRules

    func find(_ name: ExternalServiceName) -> Existence {
        switch name {
        case .apex: .exists(.apex)
        case .nameServerParent: .exists(.empty)
        case .nameServer: .exists(.nameServer)
        case .belowNameServer: .doesNotExist(.unknownForm)
        case .namespace(let namespace): find(namespace)
        case .service(let key, let part): find(part, of: key)
        }
    }

    /// Whether the zone has a name for a Service.
    func shows(_ service: ServiceRecord) -> Bool {
        service.outside.map { shows($0.kind) } ?? false
    }

    /// A namespace is there when a Service of this zone is below it.
    private func find(_ namespace: Label) -> Existence {
        guard let record = snapshot.namespace(namespace) else { return .doesNotExist(.unknownNamespace(namespace)) }
        return record.outsideKinds.contains(where: shows) ? .exists(.empty) : .doesNotExist(.nothingExternal(namespace))
    }

    private func find(_ part: ServicePart, of key: ServiceKey) -> Existence {
        guard let service = snapshot.service(key) else { return snapshot.absence(of: key) }
        guard let outside = service.outside, shows(outside.kind) else { return .doesNotExist(reason(whyHidden: service)) }
        switch outside {
        case .addresses(let addresses): return find(part, of: ShownService(service, behind: .addresses(addresses, .service)))
        case .hostnames(let names): return find(part, of: service, behind: names)
        case .endpoints: return find(part, of: ShownService(headless: service))
        case .nodePorts(let nodes): return find(part, of: ShownService(service, behind: .addresses(nodes, .node)))
        }
    }

    private func shows(_ kind: OutsideAccess.Kind) -> Bool {
        switch kind {
        case .ownPoints: true
        case .endpoints: rules.showsHeadless
        case .nodePorts: rules.showsNodePorts
        }
    }

    /// A headless Service without a ready endpoint is missed in a zone that would show it, as in the cluster's.
    private func reason(whyHidden service: ServiceRecord) -> NameErrorReason {
        if rules.showsHeadless, service.addressing == .headless, let absence = service.absence {
            return .absentService(service.key, absence)
        }
        return service.outside == nil ? reason(whyUnreached: service) : .notExternal(service.key)
    }

    private func reason(whyUnreached service: ServiceRecord) -> NameErrorReason {
        switch service.exposureKind {
        case .loadBalancer: .awaitsLoadBalancer(service.key)
        case .nodePort where rules.showsNodePorts && !service.clusterAddresses.isEmpty: .noNodeAddress(service.key)
        case .nodePort, .clusterOnly: .notExternal(service.key)
        }
    }

    /// Host names of a load balancer stand in for addresses that it does not have: the Service's name is an alias of the first.
    private func find(_ part: ServicePart, of service: ServiceRecord, behind hostnames: [DomainName]) -> Existence {
        if part == .whole, let first = hostnames.first {
            return .exists(.alias(Alias(of: first, timeToLive: service.settings.timeToLive)))
        }
        return find(part, of: ShownService(service, behind: .hostnames(hostnames)))
    }

    private func find(_ part: ServicePart, of service: ShownService) -> Existence {
        switch part {
        case .whole: service.whole
        case .transport(let transport): service.find(transport)
        case .port(let label, let transport): service.find(port: label, transport)
        case .below(let label): find(endpoint: label, of: service)
        case .inCluster, .aboveTopologyZones, .topologyZone, .unknown: .doesNotExist(.unknownForm)
        }
    }

    /// Endpoints are below a Service only where they stand behind its name.
    private func find(endpoint label: Label, of service: ShownService) -> Existence {
        switch service.front {
        case .endpoints: service.find(endpoint: label)
        case .addresses, .hostnames: .doesNotExist(.unknownEndpoint(label, service.record.key))
        }
    }
}
