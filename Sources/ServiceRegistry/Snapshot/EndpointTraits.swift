import DNSModel

/// What an endpoint has besides its name and address; one object stands behind all endpoints that agree in it.
final class EndpointTraits: Sendable {
    let ports: [EndpointPort]
    let zone: Label?
    let cluster: Label?
    let preference: LocationPreference

    init(ports: [EndpointPort], zone: Label? = nil, cluster: Label? = nil, preference: LocationPreference = LocationPreference()) {
        self.ports = ports
        self.zone = zone
        self.cluster = cluster
        self.preference = preference
    }

    /// The same with other ports.
    func with(ports: [EndpointPort]) -> EndpointTraits {
        EndpointTraits(ports: ports, zone: zone, cluster: cluster, preference: preference)
    }
}

extension EndpointTraits: Hashable {
    static func == (left: EndpointTraits, right: EndpointTraits) -> Bool {
        left === right
            || left.zone == right.zone && left.cluster == right.cluster && left.preference == right.preference && left.ports == right.ports
    }

    func hash(into hasher: inout Hasher) {
        hasher.combine(ports)
        hasher.combine(zone)
        hasher.combine(cluster)
        hasher.combine(preference)
    }
}
