import DNSModel
import ServiceRegistry

/// Which names a multicluster zone has: those of ServiceImports (KEP-1645).
struct MulticlusterZone {
    let snapshot: RegistrySnapshot

    func find(_ name: ServiceName) -> Existence {
        switch name {
        case .apex: .exists(.apex)
        case .schemaVersion: .exists(.schemaVersion)
        case .nameServer: .exists(.nameServer)
        case .nameServerParent, .serviceRoot: .exists(.empty)
        case .serviceNamespace(let namespace): snapshot.existence(of: namespace)
        case .service(let key, let part): find(part, of: key)
        case .podRoot, .podNamespace, .pod, .unknown: .doesNotExist(.unknownForm)
        }
    }

    private func find(_ part: ServicePart, of key: ServiceKey) -> Existence {
        guard let service = snapshot.serviceImport(key) else { return snapshot.absence(of: key) }
        if let absence = service.absence { return .doesNotExist(.absentService(key, absence)) }
        switch service.addressing {
        case .clusterIP: return find(part, of: ShownService(service, behind: .addresses(service.clusterAddresses, .service)))
        case .headless: return find(part, of: ShownService(headless: service))
        // No import is an alias: `ImportType` has no such case.
        case .externalName: return .doesNotExist(.unknownForm)
        }
    }

    private func find(_ part: ServicePart, of service: ShownService) -> Existence {
        switch part {
        case .whole: service.whole
        case .transport(let transport): service.find(transport)
        case .port(let label, let transport): service.find(port: label, transport)
        case .below(let cluster): find(cluster, of: service.record)
        case .inCluster(let label, let cluster): service.find(endpoint: label, in: cluster)
        case .aboveTopologyZones, .topologyZone, .unknown: .doesNotExist(.unknownForm)
        }
    }

    /// A cluster is there when the name of an endpoint is below it (RFC 8020).
    private func find(_ cluster: Label, of service: ServiceRecord) -> Existence {
        service.hasEndpoint(in: cluster) ? .exists(.empty) : .doesNotExist(.unknownCluster(cluster, service.key))
    }
}
