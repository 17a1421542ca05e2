import DNSModel

/// The endpoints of one Service while they are gathered: each name and address once.
struct GatheredEndpoints {
    private struct Identity: Hashable {
        let labels: EndpointLabels
        let address: IPAddress
    }

    private var entries: [Identity: Endpoint] = [:]
    private var unready: Set<Identity> = []
    /// The ports that were added last to an endpoint that was there: those of one slice come with each of its endpoints.
    private var addedLast: [Identity: [EndpointPort]] = [:]
    /// Whether there were more endpoints than a Service may publish.
    private(set) var isCut = false

    /// How many addresses are known but not published.
    var unreadyCount: Int {
        Set(unready.map(\.address)).count
    }

    /// The published endpoints in the order of their clusters, names and addresses.
    var published: [Endpoint] {
        entries.sorted { ($0.key.labels, $0.key.address) < ($1.key.labels, $1.key.address) }.map(\.value)
    }

    /// The labels of endpoints that are not ready, ordered, each once, without those of published ones; at most as many as may be
    /// published.
    var unreadyLabels: [EndpointLabels] {
        guard !unready.isEmpty else { return [] }
        let labels = Set(unready.map(\.labels)).subtracting(entries.keys.map(\.labels))
        return Array(labels.sorted().prefix(RegistryLimits.endpointsOfService))
    }

    /// Adds an endpoint that is not published.
    mutating func addUnready(_ name: Label, _ address: IPAddress, cluster: Label?) {
        unready.insert(Identity(labels: EndpointLabels(name: name, cluster: cluster), address: address))
    }

    /// Adds an endpoint; the same address under the same name again only adds its ports.
    mutating func add(_ name: EndpointNames.Name, _ address: IPAddress, _ traits: EndpointTraits) {
        let identity = Identity(labels: EndpointLabels(name: name.label, cluster: traits.cluster), address: address)
        if let known = entries[identity] {
            entries[identity] = merged(known, name.naming, addedLast[identity] == traits.ports ? [] : traits.ports)
            addedLast[identity] = traits.ports
        } else if entries.count < RegistryLimits.endpointsOfService {
            entries[identity] = Endpoint(name: name.label, naming: name.naming, address: address, traits: traits)
        } else {
            isCut = true
        }
    }

    private func merged(_ known: Endpoint, _ naming: Endpoint.Naming, _ more: [EndpointPort]) -> Endpoint {
        var traits = known.traits
        if !more.isEmpty, known.ports.count < RegistryLimits.ports {
            var seen = Set(known.ports)
            let added = more.filter { seen.insert($0).inserted }
            if !added.isEmpty { traits = traits.with(ports: Array((known.ports + added).prefix(RegistryLimits.ports))) }
        }
        return Endpoint(name: known.name, naming: min(known.naming, naming), address: known.address, traits: traits)
    }
}
