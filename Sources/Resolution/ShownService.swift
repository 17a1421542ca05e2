import DNSModel
import ServiceRegistry

/// A Service as one zone shows it: which of the names at and below its own exist.
struct ShownService {
    let record: ServiceRecord
    /// What stands behind the Service's own name and the names of its ports.
    let front: ServiceNode.Front

    /// A Service with this behind its name.
    init(_ record: ServiceRecord, behind front: ServiceNode.Front) {
        self.record = record
        self.front = front
    }

    /// A headless Service: all its published endpoints stand behind its name.
    init(headless record: ServiceRecord) {
        self.init(record, behind: .endpoints(EndpointGroup(record.endpointSet, limit: record.settings.maximumAnswers)))
    }

    /// The Service's own name.
    var whole: Existence {
        .exists(.service(ServiceNode(service: record, front: front)))
    }

    /// `_tcp` is there when the name of a port is below it (RFC 8020).
    func find(_ transport: TransportProtocol) -> Existence {
        front.hasNamedPort(of: transport, record) ? .exists(.empty) : .doesNotExist(.unknownPort(record.key))
    }

    func find(port label: Label, _ transport: TransportProtocol) -> Existence {
        guard let port = NamedPort(label, transport), front.hasNamedPort(port, record) else {
            return .doesNotExist(.unknownPort(record.key))
        }
        return .exists(.service(ServiceNode(service: record, front: front, port: port)))
    }

    /// The endpoints of one name.
    ///
    /// - Parameter cluster: the cluster that they are in; nil for a Service of this cluster.
    func find(endpoint label: Label, in cluster: Label? = nil) -> Existence {
        let labels = EndpointLabels(name: label, cluster: cluster)
        if let endpoints = record.endpoints(named: labels) {
            return .exists(.service(ServiceNode(service: record, front: .endpoints(EndpointGroup(endpoints)))))
        }
        if record.hasUnreadyEndpoint(named: labels) { return .doesNotExist(.unreadyEndpoint(label, record.key)) }
        if let cluster, !record.hasEndpoint(in: cluster) { return .doesNotExist(.unknownCluster(cluster, record.key)) }
        return .doesNotExist(.unknownEndpoint(label, record.key))
    }

    /// The endpoints of a topology zone.
    func find(_ zone: Label, _ rule: TopologyRule) -> Existence {
        switch (rule, record.topologyZones[zone]) {
        case (.pin, nil): return .exists(.emptyTopologyZone(zone))
        case (.prefer, nil): return whole
        case (.pin, let endpoints?), (.prefer, let endpoints?):
            let group = EndpointGroup(endpoints, limit: record.settings.maximumAnswers)
            return .exists(.service(ServiceNode(service: record, front: .endpoints(group))))
        }
    }
}
