/// An address of either family.
package enum IPAddress: Hashable, Sendable {
    case v4(IPv4Address)
    case v6(IPv6Address)

    /// The address that this text writes, in either family.
    package init?(_ text: some StringProtocol) {
        if let address = IPv4Address(text) {
            self = .v4(address)
        } else if let address = IPv6Address(text) {
            self = .v6(address)
        } else {
            return nil
        }
    }

    /// The family that the address is of.
    package var family: AddressFamily {
        switch self {
        case .v4: .ipv4
        case .v6: .ipv6
        }
    }

    /// Four or sixteen octets in network order.
    package var octets: [UInt8] {
        switch self {
        case .v4(let address): address.octets
        case .v6(let address): address.octets
        }
    }
}

extension IPAddress: Comparable {
    /// IPv4 before IPv6, each in numeric order.
    package static func < (left: IPAddress, right: IPAddress) -> Bool {
        switch (left, right) {
        case (.v4(let left), .v4(let right)): left < right
        case (.v6(let left), .v6(let right)): left < right
        case (.v4, .v6): true
        case (.v6, .v4): false
        }
    }
}

extension IPAddress: CustomStringConvertible {
    /// The address as a person writes it.
    package var description: String {
        switch self {
        case .v4(let address): address.description
        case .v6(let address): address.description
        }
    }
}

extension IPAddress {
    /// `0.0.0.0` or `::`.
    package var isUnspecified: Bool {
        switch self {
        case .v4(let address): address.value == 0
        case .v6(let address): address.high == 0 && address.low == 0
        }
    }

    /// `127.0.0.0/8` or `::1`.
    package var isLoopback: Bool {
        switch self {
        case .v4(let address): address.value >> 24 == 127
        case .v6(let address): address.high == 0 && address.low == 1
        }
    }

    /// `169.254.0.0/16` or `fe80::/10`.
    package var isLinkLocal: Bool {
        switch self {
        case .v4(let address): address.value >> 16 == 0xA9FE
        case .v6(let address): address.high >> 54 == 0x3FA
        }
    }

    /// `224.0.0.0/4` or `ff00::/8`.
    package var isMulticast: Bool {
        switch self {
        case .v4(let address): address.value >> 28 == 0xE
        case .v6(let address): address.high >> 56 == 0xFF
        }
    }

    /// `224.0.0.0/24` or `ff02::/16`.
    package var isLinkLocalMulticast: Bool {
        switch self {
        case .v4(let address): address.value >> 8 == 0xE00000
        case .v6(let address): address.high >> 48 == 0xFF02
        }
    }
}
