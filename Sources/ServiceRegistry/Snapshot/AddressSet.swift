package import DNSModel

/// Addresses, each once, by family: an answer picks from those of one.
package struct AddressSet: Hashable, Sendable {
    /// All of them, IPv4 first, otherwise in the order in which they were given.
    package let all: [IPAddress]
    private let ipv4Count: Int

    /// A set of these addresses; by default of none.
    package init(_ addresses: [IPAddress] = []) {
        if addresses.count < 2 {
            all = addresses
        } else {
            var seen: Set<IPAddress> = []
            let distinct = addresses.filter { seen.insert($0).inserted }
            all = distinct.filter { $0.family == .ipv4 } + distinct.filter { $0.family == .ipv6 }
        }
        ipv4Count = all.partitioningIndex { $0.family == .ipv6 }
    }

    /// Those of one family.
    package func addresses(of family: AddressFamily) -> ArraySlice<IPAddress> {
        switch family {
        case .ipv4: all[..<ipv4Count]
        case .ipv6: all[ipv4Count...]
        }
    }

    /// Whether there are none.
    package var isEmpty: Bool {
        all.isEmpty
    }
}
