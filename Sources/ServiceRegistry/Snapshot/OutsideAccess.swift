package import DNSModel

/// How a Service is reached from outside the cluster, of which each external zone shows some (design rule 13).
package enum OutsideAccess: Hashable, Sendable {
    /// At addresses of its own: `externalIPs` and those of a load balancer.
    case addresses(AddressSet)
    /// At the host names of a load balancer, each once and at least one; it has no address.
    case hostnames([DomainName])
    /// At the endpoints of a headless Service.
    case endpoints
    /// At a port of every node: at the nodes' addresses of the Service's families, at least one.
    case nodePorts(AddressSet)

    /// The way without where it leads.
    package enum Kind: Hashable, Sendable {
        /// At addresses or host names of its own.
        case ownPoints
        /// At its endpoints.
        case endpoints
        /// At a port of every node.
        case nodePorts
    }

    /// The way without where it leads.
    package var kind: Kind {
        switch self {
        case .addresses, .hostnames: .ownPoints
        case .endpoints: .endpoints
        case .nodePorts: .nodePorts
        }
    }
}

extension OutsideAccess {
    /// nil when a Service is not reached from outside, or not yet; an alias never is. Points of its own come first: behind them
    /// its ports have other numbers than on the nodes.
    init?(_ exposure: ServiceExposure, _ addressing: ServiceRecord.Addressing, hasEndpoints: Bool, nodes: NodeAddresses) {
        if case .externalName = addressing { return nil }
        if let own = Self(exposure) {
            self = own
        } else if addressing == .headless, hasEndpoints {
            self = .endpoints
        } else if case .clusterIP(let addresses) = addressing, exposure.kind == .nodePort {
            let reachable = nodes.addresses(of: Set(addresses.map(\.family)))
            if reachable.isEmpty { return nil }
            self = .nodePorts(reachable)
        } else {
            return nil
        }
    }

    private init?(_ exposure: ServiceExposure) {
        if exposure.externalIPs.isEmpty, exposure.ingress.isEmpty { return nil }
        let addresses = AddressSet(exposure.externalIPs + exposure.ingress.compactMap(\.address))
        var seen: Set<DomainName> = []
        let hostnames = exposure.ingress.compactMap(\.hostname).filter { seen.insert($0).inserted }
        if !addresses.isEmpty {
            self = .addresses(addresses)
        } else if !hostnames.isEmpty {
            self = .hostnames(hostnames)
        } else {
            return nil
        }
    }
}

extension LoadBalancerIngress {
    fileprivate var address: IPAddress? {
        if case .address(let address) = self { address } else { nil }
    }

    fileprivate var hostname: DomainName? {
        if case .hostname(let name) = self { name } else { nil }
    }
}
