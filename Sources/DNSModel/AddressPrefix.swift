/// A range of addresses in CIDR notation: an address whose bits behind the prefix are zero, and the prefix's length.
package struct AddressPrefix: Hashable, Sendable {
    /// The first address of the range.
    package let base: IPAddress
    /// The length of the prefix in bits: 0...32 or 0...128.
    package let length: Int

    /// Reads `10.96.0.0/12`; nil when it is no CIDR, has bits set behind its prefix, or writes IPv4 addresses as IPv6, which no
    /// client has.
    package init?(_ text: some StringProtocol) {
        guard let (base, _) = Self.parts(of: text), let meant = AddressPrefix(meantBy: text), meant.base == base else { return nil }
        self = meant
    }

    /// The range that is meant where bits are set behind the prefix (`10.96.0.5/12`), or IPv4 is written as IPv6
    /// (`::ffff:10.96.0.0/108`).
    package init?(meantBy text: some StringProtocol) {
        guard let (address, length) = Self.parts(of: text) else { return nil }
        if case .v6(let mapped) = address.masked(to: length), mapped.isMappedIPv4 {
            self.length = length - 96
            base = .v4(IPv4Address(UInt32(truncatingIfNeeded: mapped.low)))
        } else {
            self.length = length
            base = address.masked(to: length)
        }
    }

    private static func parts(of text: some StringProtocol) -> (address: IPAddress, length: Int)? {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let address = IPAddress(parts[0]), let length = length(parts[1], of: address.family) else { return nil }
        return (address, length)
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
