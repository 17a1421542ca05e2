package import DNSModel

/// Questions about endpoints that random names ask: answered by bisection.
extension ServiceRecord {
    /// Whether a published endpoint is in this cluster.
    package func hasEndpoint(in cluster: Label) -> Bool {
        let first = endpoints.partitioningIndex { $0.cluster.map { $0 >= cluster } ?? false }
        return first < endpoints.endIndex && endpoints[first].cluster == cluster
    }

    /// Whether an endpoint of this name is known but not ready.
    package func hasUnreadyEndpoint(named name: Label) -> Bool {
        let first = unreadyNames.partitioningIndex { $0 >= name }
        return first < unreadyNames.endIndex && unreadyNames[first] == name
    }
}
