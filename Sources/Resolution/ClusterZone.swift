import DNSModel
import ServiceRegistry

/// Which names the cluster's zone has (design rules 1-7, 10 and 15).
struct ClusterZone {
    let snapshot: RegistrySnapshot
    let podNames: PodNames
    let hasZoneAwareNames: Bool

    func find(_ name: ServiceName) -> Existence {
        switch name {
        case .apex: .exists(.apex)
        case .schemaVersion: .exists(.schemaVersion)
        case .nameServer: .exists(.nameServer)
        case .nameServerParent, .serviceRoot, .podRoot: .exists(.empty)
        case .serviceNamespace(let namespace): snapshot.existence(of: namespace)
        case .service(let key, let part): find(part, of: key)
        case .podNamespace(let namespace): podNames == .disabled ? .doesNotExist(.noPodNames) : snapshot.existence(of: namespace)
        case .pod(let label, let namespace): find(pod: label, in: namespace)
        case .unknown: .doesNotExist(.unknownForm)
        }
    }

    private func find(_ part: ServicePart, of key: ServiceKey) -> Existence {
        guard let service = snapshot.service(key) else { return snapshot.absence(of: key) }
        if let absence = service.absence { return .doesNotExist(.absentService(key, absence)) }
        switch service.addressing {
        case .clusterIP: return find(part, of: ShownService(service, behind: .addresses(service.clusterAddresses, .service)))
        case .headless: return find(part, ofHeadless: ShownService(headless: service))
        case .externalName(let target): return find(part, ofAlias: target, service)
        }
    }

    private func find(_ part: ServicePart, of service: ShownService) -> Existence {
        switch part {
        case .whole: service.whole
        case .transport(let transport): service.find(transport)
        case .port(let label, let transport): service.find(port: label, transport)
        case .below(let label): service.find(endpoint: label)
        case .aboveTopologyZones where hasZoneAwareNames, .topologyZone where hasZoneAwareNames:
            .doesNotExist(.noTopologyZones(service.record.key))
        case .inCluster, .aboveTopologyZones, .topologyZone, .unknown: .doesNotExist(.unknownForm)
        }
    }

    /// Only headless Services have names for topology zones: a cluster IP is in none.
    private func find(_ part: ServicePart, ofHeadless service: ShownService) -> Existence {
        switch part {
        case .aboveTopologyZones where hasZoneAwareNames: .exists(.empty)
        case .topologyZone(let zone, let rule) where hasZoneAwareNames: service.find(zone, rule)
        case .whole, .transport, .port, .below, .inCluster, .aboveTopologyZones, .topologyZone, .unknown: find(part, of: service)
        }
    }

    /// Nothing is below an alias.
    private func find(_ part: ServicePart, ofAlias target: DomainName, _ service: ServiceRecord) -> Existence {
        guard part == .whole else { return .doesNotExist(.belowExternalName(service.key)) }
        return .exists(.alias(Alias(of: target, timeToLive: service.settings.timeToLive)))
    }

    private func find(pod label: Label, in namespace: Label) -> Existence {
        if podNames == .disabled { return .doesNotExist(.noPodNames) }
        guard let record = snapshot.namespace(namespace) else { return .doesNotExist(.unknownNamespace(namespace)) }
        guard let address = IPAddress(dashedLabel: label) else { return .doesNotExist(.unknownForm) }
        guard podNames == .insecure || record.hasPod(at: address) else { return .doesNotExist(.unknownPod(namespace: namespace)) }
        return .exists(.pod(address))
    }
}

extension RegistrySnapshot {
    /// The name above the Services or Pods of a namespace.
    func existence(of namespace: Label) -> Existence {
        self.namespace(namespace) == nil ? .doesNotExist(.unknownNamespace(namespace)) : .exists(.empty)
    }

    /// Why there is no Service of this key.
    func absence(of key: ServiceKey) -> Existence {
        .doesNotExist(namespace(key.namespace) == nil ? .unknownNamespace(key.namespace) : .unknownService(key))
    }
}
