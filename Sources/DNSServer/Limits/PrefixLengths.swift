package import DNSModel

/// How much of an address tells one client of a limit from another.
package struct PrefixLengths: Hashable, Sendable {
    private let ipv4: Int
    private let ipv6: Int

    /// Who counts as one client: IPv6 hands a host the last 64 bits to choose from (RFC 4291 §2.5.4), so clients by address would be as
    /// many as it likes.
    package static let client = PrefixLengths(ipv4: 32, ipv6: 64)

    /// The lengths of prefixes in bits, of which 0...32 and 0...128 differ.
    package init(ipv4: Int, ipv6: Int) {
        self.ipv4 = ipv4
        self.ipv6 = ipv6
    }

    /// The first address of the prefix that an address is in.
    package func base(of address: IPAddress) -> IPAddress {
        address.masked(to: length(address.family))
    }

    /// The prefix that begins with this address: `10.0.0.0/24`, or the address alone where it is all of it.
    package func text(_ base: IPAddress) -> String {
        let length = length(base.family)
        return length < base.family.addressBits ? "\(base)/\(length)" : "\(base)"
    }

    private func length(_ family: AddressFamily) -> Int {
        switch family {
        case .ipv4: ipv4
        case .ipv6: ipv6
        }
    }
}

extension AddressFamily {
    /// Bits of an address.
    fileprivate var addressBits: Int {
        switch self {
        case .ipv4: 32
        case .ipv6: 128
        }
    }
}
