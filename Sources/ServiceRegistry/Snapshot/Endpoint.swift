package import DNSModel

/// One published endpoint of a Service, in 40 octets: a registry may hold 150,000.
package struct Endpoint: Hashable, Sendable {
    /// The name where it is no IPv4 address with dashes: nearly all are, and such a name is made when it is asked for.
    private let keptName: Label?
    /// The address.
    package let address: IPAddress
    /// Where the name comes from.
    package let naming: Naming
    let traits: EndpointTraits

    /// The label below the Service's name: the hostname, else the Pod's name, else the dashed address (design rule 5).
    package var name: Label { keptName ?? address.dashedLabel }
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
        keptName = DashedQuad(address).map { $0.elementsEqual(name.octets) } == true ? nil : name
        self.naming = naming
        self.address = address
        self.traits = traits
    }

    /// Its labels below the Service's name.
    package var labels: EndpointLabels {
        EndpointLabels(name: name, cluster: cluster)
    }
}

/// Comparisons of names that make none.
extension Endpoint {
    /// Whether both have the same labels.
    func sharesLabels(with other: Endpoint) -> Bool {
        guard cluster == other.cluster else { return false }
        if keptName == nil, other.keptName == nil { return address == other.address }
        if let keptName, let otherName = other.keptName { return keptName == otherName }
        return name == other.name
    }

    /// Whether it has these labels.
    func has(_ labels: EndpointLabels) -> Bool {
        cluster == labels.cluster
            && withName {
                $0.elementsEqual(labels.name.octets)
            } kept: {
                $0 == labels.name
            }
    }

    /// Whether its labels come before these.
    func precedes(_ labels: EndpointLabels) -> Bool {
        guard cluster == labels.cluster else { return EndpointLabels(name: labels.name, cluster: cluster) < labels }
        return withName {
            $0.lexicographicallyPrecedes(labels.name.octets)
        } kept: {
            $0 < labels.name
        }
    }

    private func withName(quad: (DashedQuad) -> Bool, kept: (Label) -> Bool) -> Bool {
        if let keptName { return kept(keptName) }
        return DashedQuad(address).map(quad) ?? false
    }
}
