package import DNSModel

/// The labels of an endpoint below its Service's name: what the endpoints of a Service are ordered by, before their addresses.
package struct EndpointLabels: Hashable, Sendable {
    /// The cluster of an imported Service's endpoint; nil in this cluster.
    package let cluster: Label?
    /// The endpoint's own name.
    package let name: Label

    /// The labels of an endpoint of this name.
    package init(name: Label, cluster: Label? = nil) {
        self.cluster = cluster
        self.name = name
    }

    /// In the order in which they stand in a name.
    package var all: [Label] {
        [name, cluster].compactMap(\.self)
    }
}

extension EndpointLabels: Comparable {
    /// By cluster, then by name.
    package static func < (left: EndpointLabels, right: EndpointLabels) -> Bool {
        left.cluster == right.cluster
            ? left.name < right.name : (left.cluster?.octets ?? []).lexicographicallyPrecedes(right.cluster?.octets ?? [])
    }
}
