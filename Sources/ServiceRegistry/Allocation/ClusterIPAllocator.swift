package import DNSModel

/// Hands out the cluster IPs that manifests leave open. The same Services and table always give the same result.
package struct ClusterIPAllocator: Sendable {
    private let ranges: [AddressFamily: ServiceAddressRange]

    /// An allocator over these CIDRs, of which each family uses its first.
    package init(serviceCIDRs: [AddressPrefix]) {
        ranges = Dictionary(serviceCIDRs.map { ($0.family, ServiceAddressRange($0)) }) { first, _ in first }
    }

    /// The addresses of all claims that name none. Who has an address keeps it, unless a manifest names it for another.
    package func allocate(for services: [ServiceObject], remembering table: AllocationTable) -> Allocation {
        var round = AllocationRound(ranges: ranges, named: Self.namedAddresses(services), table: table)
        let wanted = Self.openClaims(services)
        let without = wanted.filter { !round.keep($0) }
        round.release(table.held.keys.filter { !wanted.contains($0) }.sorted())
        for key in without.sorted() { round.assign(key) }
        return round.finish()
    }

    private static func namedAddresses(_ services: [ServiceObject]) -> Set<IPAddress> {
        var named: Set<IPAddress> = []
        for service in services {
            for case .named(let address) in service.claims { named.insert(address) }
        }
        return named
    }

    private static func openClaims(_ services: [ServiceObject]) -> Set<AllocationKey> {
        var open: Set<AllocationKey> = []
        for service in services {
            for case .allocated(let family) in service.claims { open.insert(AllocationKey(service: service.key, family: family)) }
        }
        return open
    }
}

extension ServiceObject {
    /// The cluster IPs that it asks for; none unless it has cluster IPs.
    package var claims: [ClusterIPClaim] {
        switch addressing {
        case .clusterIP(let claims): claims
        case .headless, .externalName: []
        }
    }
}

/// What came of an allocation.
package struct Allocation: Hashable, Sendable {
    /// What to remember.
    package let table: AllocationTable
    /// What an operator should hear of, in the order of the Services.
    package let events: [Event]

    /// Something that changed an address or left a Service without one.
    package enum Event: Hashable, Sendable {
        /// A manifest names the address for another Service, or the CIDR changed: the Service has a new one.
        case moved(AllocationKey, from: IPAddress, to: IPAddress)
        /// No address of the family is free.
        case exhausted(AllocationKey)
    }
}
