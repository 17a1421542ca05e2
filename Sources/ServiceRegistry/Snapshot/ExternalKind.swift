package import DNSModel

/// How a Service is reached from outside the cluster, of which each external zone shows some (design rule 13).
package enum ExternalKind: Hashable, Sendable {
    /// `externalIPs`, and the addresses or host names of a load balancer.
    case ownAddresses
    /// The endpoints of a headless Service.
    case endpoints
    /// A port of every node.
    case nodePorts
}

extension ServiceRecord {
    /// How it is reached from outside; nil when it is not, or not yet. Addresses of its own come first: behind them its ports
    /// have other numbers than on the nodes.
    package var externalKind: ExternalKind? {
        if isAlias { return nil }
        if !exposure.externalIPs.isEmpty || !exposure.ingress.isEmpty { return .ownAddresses }
        if addressing == .headless { return endpoints.isEmpty ? nil : .endpoints }
        return exposure.kind == .nodePort ? .nodePorts : nil
    }

    /// The addresses of its own outside the cluster: `externalIPs`, then the load balancer's, each once; an alias has none.
    package var externalAddresses: [IPAddress] {
        if isAlias { return [] }
        let ingress = exposure.ingress.compactMap { point in
            if case .address(let address) = point { address } else { nil }
        }
        var seen: Set<IPAddress> = []
        return (exposure.externalIPs + ingress).filter { seen.insert($0).inserted }
    }

    /// The host names of its load balancer, in their order, each once.
    package var externalHostnames: [DomainName] {
        var seen: Set<DomainName> = []
        return exposure.ingress.compactMap { point in
            if case .hostname(let name) = point, seen.insert(name).inserted { name } else { nil }
        }
    }

    private var isAlias: Bool {
        if case .externalName = addressing { true } else { false }
    }
}
