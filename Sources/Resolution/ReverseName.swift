import DNSModel

/// What a name below a reverse zone says (RFC 1035 §3.5, RFC 3596 §2.5).
enum ReverseName: Hashable {
    /// The zone's own name.
    case apex
    /// The whole of an address.
    case address(IPAddress)
    /// The front of some addresses, from the first to the last of them.
    case range(IPAddress, IPAddress)
    /// No reverse name: labels that are no part of an address, or too many.
    case unknown

    /// Reads the labels in front of `in-addr.arpa`.
    init(ipv4 labels: [Label]) {
        let parts = labels.reversed().compactMap { DecimalOctet.value(of: $0.octets) }
        guard parts.count == labels.count, parts.count <= 4 else {
            self = .unknown
            return
        }
        let front = parts.reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        let missing = UInt32(4 - parts.count) * 8
        self.init(
            known: parts.count, of: 4, first: .v4(IPv4Address(front << missing)),
            last: .v4(IPv4Address(front << missing | ~(~UInt32.zero << missing))))
    }

    /// Reads the labels in front of `ip6.arpa`: a hexadecimal digit each.
    init(ipv6 labels: [Label]) {
        let digits = labels.reversed().compactMap { $0.octets.count == 1 ? ASCII.hexadecimalDigit($0.octets[0]) : nil }
        guard digits.count == labels.count, digits.count <= 32 else {
            self = .unknown
            return
        }
        let missing = Array(repeating: UInt8.zero, count: 32 - digits.count)
        self.init(
            known: digits.count, of: 32, first: Self.address(digits + missing), last: Self.address(digits + missing.map { _ in 0xF }))
    }

    private init(known: Int, of whole: Int, first: IPAddress, last: IPAddress) {
        self =
            switch known {
            case 0: .apex
            case whole: .address(first)
            case _: .range(first, last)
            }
    }

    /// The labels of an address in front of its reverse zone.
    static func labels(of address: IPAddress) -> [Label] {
        switch address {
        case .v4(let address):
            (0..<4).compactMap { Label(String(UInt8(truncatingIfNeeded: address.value >> (8 * $0)))) }
        case .v6(let address):
            [address.low, address.high].flatMap { half in
                (0..<16).compactMap { Label(String(half >> (4 * $0) & 0xF, radix: 16)) }
            }
        }
    }

    private static func address(_ digits: [UInt8]) -> IPAddress {
        let high = digits.prefix(16).reduce(UInt64(0)) { $0 << 4 | UInt64($1) }
        let low = digits.dropFirst(16).reduce(UInt64(0)) { $0 << 4 | UInt64($1) }
        return .v6(IPv6Address(high: high, low: low))
    }
}
