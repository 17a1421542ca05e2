package import DNSModel

/// The cluster IPs that were handed out: what has to be remembered so that a Service keeps its address.
package struct AllocationTable: Hashable, Sendable {
    /// Addresses of Services that exist.
    package var held: [AllocationKey: IPAddress]
    /// Addresses of Services that are gone, the longest gone first: given to others only when nothing else is free, so
    /// that a Service that comes back (a file that was broken for a while) finds its address again.
    package var released: [ReleasedAddress]

    /// The most released addresses that are remembered.
    package static let maximumReleased = 65_536

    /// A table of these parts; by default empty.
    package init(held: [AllocationKey: IPAddress] = [:], released: [ReleasedAddress] = []) {
        self.held = held
        self.released = released
    }
}

/// Whose address: a Service has at most one in each family.
package struct AllocationKey: Hashable, Sendable {
    /// The Service.
    package let service: ServiceKey
    /// The family of the address.
    package let family: AddressFamily

    /// The key of a Service's address in a family.
    package init(service: ServiceKey, family: AddressFamily) {
        self.service = service
        self.family = family
    }
}

extension AllocationKey: Comparable {
    /// By Service, IPv4 first.
    package static func < (left: AllocationKey, right: AllocationKey) -> Bool {
        if left.service != right.service { return left.service < right.service }
        return left.family == .ipv4 && right.family == .ipv6
    }
}

/// An address whose Service is gone.
package struct ReleasedAddress: Hashable, Sendable {
    /// Who had it.
    package let key: AllocationKey
    /// The address.
    package let address: IPAddress

    /// The address that this key had.
    package init(key: AllocationKey, address: IPAddress) {
        self.key = key
        self.address = address
    }
}
