package import DNSModel

/// One published endpoint of a Service, in 40 octets: a registry may hold 150,000.
package struct Endpoint: Hashable, Sendable {
    /// The label below the Service's name: the hostname, else the Pod's name, else the dashed address (design rule 5).
    package let name: Label
    /// The address.
    package let address: IPAddress
    /// Where the name comes from.
    package let naming: Naming
    let traits: EndpointTraits

    /// The ports it listens on.
    package var ports: [EndpointPort] { traits.ports }
    /// The topology zone, where one is known.
    package var zone: Label? { traits.zone }
    /// The cluster of an imported Service's endpoint, whose label stands behind the name; nil in this cluster.
    package var cluster: Label? { traits.cluster }
    /// What its Pod says of SRV records.
    package var preference: LocationPreference { traits.preference }

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
        self.init(
            name: name, naming: naming, address: address,
            traits: EndpointTraits(ports: ports, zone: zone, cluster: cluster, preference: preference))
    }

    init(name: Label, naming: Naming, address: IPAddress, traits: EndpointTraits) {
        self.name = name
        self.naming = naming
        self.address = address
        self.traits = traits
    }

    /// Its labels below the Service's name.
    package var labels: EndpointLabels {
        EndpointLabels(name: name, cluster: cluster)
    }
}
