import DNSModel

/// Where the nodes' ports are reached, for each choice of families one set: all Services of that choice share it.
struct NodeAddresses: Hashable {
    private let all: AddressSet
    private let ipv4: AddressSet
    private let ipv6: AddressSet

    init(of nodes: [NodeObject]) {
        all = AddressSet(nodes.flatMap(\.reachableAddresses))
        ipv4 = AddressSet(Array(all.addresses(of: .ipv4)))
        ipv6 = AddressSet(Array(all.addresses(of: .ipv6)))
    }

    /// Those of these families: a node port is open only for the families of its Service.
    func addresses(of families: Set<AddressFamily>) -> AddressSet {
        switch (families.contains(.ipv4), families.contains(.ipv6)) {
        case (true, true): all
        case (true, false): ipv4
        case (false, true): ipv6
        case (false, false): AddressSet()
        }
    }
}
