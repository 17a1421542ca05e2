package import DNSModel

/// Questions that random names ask: answered by bisection.
extension ServiceRecord {
    /// The endpoints of one name: several where addresses share a hostname; nil when there are none.
    package func endpoints(named labels: EndpointLabels) -> EndpointSet? {
        endpointSet.named(labels)
    }

    /// Whether a published endpoint is in this cluster.
    package func hasEndpoint(in cluster: Label) -> Bool {
        let first = endpoints.partitioningIndex { $0.cluster.map { $0 >= cluster } ?? false }
        return first < endpoints.endIndex && endpoints[first].cluster == cluster
    }

    /// Whether an endpoint of this name is known but not ready.
    package func hasUnreadyEndpoint(named labels: EndpointLabels) -> Bool {
        let first = unready.partitioningIndex { $0 >= labels }
        return first < unready.endIndex && unready[first] == labels
    }

    /// Whether a port of this name has a name of its own below the Service's.
    package func hasNamedPort(_ port: NamedPort) -> Bool {
        let first = namedPorts.partitioningIndex { $0 >= port }
        return first < namedPorts.endIndex && namedPorts[first] == port
    }

    /// Whether a port of this protocol has one.
    package func hasNamedPort(of transport: TransportProtocol) -> Bool {
        let first = namedPorts.partitioningIndex { $0.transport.manifestName >= transport.manifestName }
        return first < namedPorts.endIndex && namedPorts[first].transport == transport
    }
}
