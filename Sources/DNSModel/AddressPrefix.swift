/// A range of addresses in CIDR notation: an address whose bits behind the prefix are zero, and the prefix's length.
package struct AddressPrefix: Hashable, Sendable {
    /// The first address of the range.
    package let base: IPAddress
    /// The length of the prefix in bits: 0...32 or 0...128.
    package let length: Int

    /// Reads `10.96.0.0/12`; nil when it is no CIDR or has bits set behind its prefix.
    package init?(_ text: some StringProtocol) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let base = IPAddress(parts[0]), let length = Self.length(parts[1], of: base.family),
            base == base.masked(to: length)
        else { return nil }
        self.base = base
        self.length = length
    }

    /// The family of the range.
    package var family: AddressFamily {
        base.family
    }

    /// Whether the address lies in the range.
    package func contains(_ address: IPAddress) -> Bool {
        address.family == family && address.masked(to: length) == base
    }

    private static func length(_ text: some StringProtocol, of family: AddressFamily) -> Int? {
        guard let octet = DecimalOctet.value(of: Array(text.utf8)) else { return nil }
        let maximum = family == .ipv4 ? 32 : 128
        return Int(octet) <= maximum ? Int(octet) : nil
    }
}

extension AddressPrefix: CustomStringConvertible {
    /// CIDR notation.
    package var description: String {
        "\(base)/\(length)"
    }
}

extension IPAddress {
    /// The address with every bit behind the first `length` cleared.
    package func masked(to length: Int) -> IPAddress {
        switch self {
        case .v4(let address):
            .v4(IPv4Address(address.value & Self.mask(length)))
        case .v6(let address):
            .v6(IPv6Address(high: address.high & Self.mask(length), low: address.low & Self.mask(length - 64)))
        }
    }

    /// Ones in the first `length` bits; Swift's shift takes any count, so lengths below 0 or over the width are whole masks.
    private static func mask<Bits: FixedWidthInteger>(_ length: Int) -> Bits {
        length <= 0 ? 0 : ~Bits.zero << (Bits.bitWidth - min(length, Bits.bitWidth))
    }
}
