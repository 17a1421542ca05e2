import DNSModel
import ServiceRegistry

/// Whether a name exists.
enum Existence {
    case exists(Node)
    case doesNotExist(NameErrorReason)
}

/// Which names the cluster's zone has (design rules 1-7, 10 and 15).
struct ClusterZone {
    let snapshot: RegistrySnapshot

    func find(_ name: ServiceName) -> Existence {
        switch name {
        case .apex: .exists(.apex)
        case .schemaVersion: .exists(.schemaVersion)
        case .nameServer: .exists(.nameServer)
        case .nameServerParent, .serviceRoot, .podRoot: .exists(.empty)
        case .namespace(let namespace): find(namespace: namespace)
        case .service(let key): find(service: key) { .exists(.service($0)) }
        case .endpoint(let label, let key): find(service: key) { find(endpoint: label, behind: $0) }
        case .transport(let transport, let key): find(service: key) { find(transport, of: $0) }
        case .port(let label, let transport, let key): find(service: key) { find(port: label, transport, of: $0) }
        case .pod(let label, let namespace): find(pod: label, in: namespace)
        case .unknown: .doesNotExist(.unknownForm)
        }
    }

    private func find(namespace: Label) -> Existence {
        snapshot.namespace(namespace) == nil ? .doesNotExist(.unknownNamespace(namespace)) : .exists(.empty)
    }

    /// Finds a name at or below a Service; nothing is below an alias, nor at a headless Service that publishes no endpoint.
    private func find(service key: ServiceKey, then below: (ServiceRecord) -> Existence) -> Existence {
        guard let service = snapshot.service(key) else {
            return .doesNotExist(snapshot.namespace(key.namespace) == nil ? .unknownNamespace(key.namespace) : .unknownService(key))
        }
        if let absence = service.absence { return .doesNotExist(.absentService(key, absence)) }
        switch service.addressing {
        case .clusterIP, .headless: return below(service)
        case .externalName(let target):
            if case .exists(.service) = below(service) {
                return .exists(.alias(Alias(of: target, timeToLive: service.settings.timeToLive)))
            }
            return .doesNotExist(.belowExternalName(key))
        }
    }

    private func find(endpoint label: Label, behind service: ServiceRecord) -> Existence {
        let endpoints = service.endpoints(named: label)
        return endpoints.isEmpty ? .doesNotExist(.unknownEndpoint(label, service.key)) : .exists(.endpoint(service, endpoints))
    }

    /// `_tcp` is there when the name of a port is below it (RFC 8020).
    private func find(_ transport: TransportProtocol, of service: ServiceRecord) -> Existence {
        service.namedPorts.contains { $0.transport == transport } ? .exists(.empty) : .doesNotExist(.unknownPort(service.key))
    }

    private func find(port label: Label, _ transport: TransportProtocol, of service: ServiceRecord) -> Existence {
        guard let port = NamedPort(label, transport), service.namedPorts.contains(port) else {
            return .doesNotExist(.unknownPort(service.key))
        }
        return .exists(.port(service, port))
    }

    private func find(pod label: Label, in namespace: Label) -> Existence {
        guard let record = snapshot.namespace(namespace) else { return .doesNotExist(.unknownNamespace(namespace)) }
        guard let address = IPAddress(dashedLabel: label), record.hasPod(at: address) else {
            return .doesNotExist(.unknownPod(namespace: namespace))
        }
        return .exists(.pod(address))
    }
}
