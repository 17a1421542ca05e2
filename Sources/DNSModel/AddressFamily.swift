/// The two families of addresses that Services have.
package enum AddressFamily: Hashable, Sendable, CaseIterable {
    case ipv4
    case ipv6
}

extension AddressFamily: CustomStringConvertible {
    /// As `ipFamilies` spells it.
    package var description: String {
        switch self {
        case .ipv4: "IPv4"
        case .ipv6: "IPv6"
        }
    }
}
