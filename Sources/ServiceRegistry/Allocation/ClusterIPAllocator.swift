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
        var ledger = ledger(remembering: table)
        let events = ledger.settle(gone: [], come: services).events
        return Allocation(table: ledger.table, events: events)
    }

    /// A ledger over these CIDRs that goes on from a table.
    func ledger(remembering table: AllocationTable) -> AddressLedger {
        AddressLedger(ranges: ranges, remembering: table)
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
