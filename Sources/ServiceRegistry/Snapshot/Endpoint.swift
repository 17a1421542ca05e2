package import DNSModel

/// One published endpoint of a Service. A registry may hold 150,000: what is rare is kept in few octets.
package struct Endpoint: Hashable, Sendable {
    /// The label below the Service's name: the hostname, else the Pod's name, else the dashed address (design rule 5).
    package let name: Label
    /// Where the name comes from.
    package let naming: Naming
    /// The address.
    package let address: IPAddress
    /// The ports it listens on.
    package let ports: [EndpointPort]
    /// The topology zone, where one is known.
    package let zone: Label?
    /// The cluster of an imported Service's endpoint, whose label stands behind the name; nil in this cluster.
    package let cluster: Label?
    /// What its Pod says of SRV records.
    package let preference: LocationPreference

    /// Where an endpoint's name comes from, the most telling first.
    package enum Naming: UInt8, Hashable, Sendable, Comparable {
        case hostname
        case podName
        case address

        /// The more telling first.
        package static func < (left: Naming, right: Naming) -> Bool {
            left.rawValue < right.rawValue
        }
    }

    /// An endpoint of these parts.
    package init(
        name: Label, naming: Naming, address: IPAddress, ports: [EndpointPort] = [], zone: Label? = nil, cluster: Label? = nil,
        preference: LocationPreference = LocationPreference()
    ) {
        self.name = name
        self.naming = naming
        self.address = address
        self.ports = ports
        self.zone = zone
        self.cluster = cluster
        self.preference = preference
    }

    /// What the endpoints of a Service are ordered by, before their addresses.
    struct Order: Comparable {
        let cluster: Label?
        let name: Label

        static func < (left: Order, right: Order) -> Bool {
            left.cluster == right.cluster
                ? left.name < right.name : (left.cluster?.octets ?? []).lexicographicallyPrecedes(right.cluster?.octets ?? [])
        }
    }

    var order: Order {
        Order(cluster: cluster, name: name)
    }
}
