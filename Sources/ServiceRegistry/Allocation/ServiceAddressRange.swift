package import DNSModel

/// The addresses of one service CIDR that may be allocated, as the API server divides them.
package struct ServiceAddressRange: Hashable, Sendable {
    /// The CIDR.
    package let prefix: AddressPrefix
    /// Offsets from the base that are given first.
    private let common: ClosedRange<UInt64>?
    /// Offsets at the front that people pick by hand: given only when the others are used up.
    private let band: ClosedRange<UInt64>?

    /// The range of a CIDR. Of an IPv6 CIDR shorter than /66 only the last 62 bits vary: nobody uses that many.
    package init(_ prefix: AddressPrefix) {
        self.prefix = prefix
        let width = prefix.family == .ipv4 ? 32 : 128
        let size = UInt64(1) << UInt64(min(width - prefix.length, 62))
        // Offset 0 is the network's own address; the last of an IPv4 network is its broadcast address.
        let last = prefix.family == .ipv4 ? size &- 2 : size &- 1
        let bandSize = size <= 16 ? 0 : min(max(16, size / 16), 256)
        common = size > 2 && bandSize < last ? bandSize + 1...last : nil
        band = bandSize > 0 ? 1...min(bandSize, last) : nil
    }

    /// The offsets of all addresses that may be allocated, each once, in the order in which this seed tries them: the common ones,
    /// then the band.
    package func rounds(from seed: UInt64) -> [OffsetRound] {
        [common, band].compactMap(\.self).map { OffsetRound($0, from: seed) }
    }

    /// The address of an offset that a round has.
    package func address(at offset: UInt64) -> IPAddress {
        prefix.base.advanced(by: offset)
    }
}

extension IPAddress {
    /// The address this far on; the bits of the offset are zero in a range's base.
    fileprivate func advanced(by offset: UInt64) -> IPAddress {
        switch self {
        case .v4(let address): .v4(IPv4Address(address.value | UInt32(truncatingIfNeeded: offset)))
        case .v6(let address): .v6(IPv6Address(high: address.high, low: address.low | offset))
        }
    }
}
