import DNSModel

/// What a name below a reverse zone says (RFC 1035 §3.5, RFC 3596 §2.5).
struct ReverseName: Hashable {
    let form: Form
    /// The addresses whose names end like this one, from the first to the last: of a name of no form, those of the end that can be
    /// read.
    let first: IPAddress
    let last: IPAddress

    /// Which part of an address the labels are.
    enum Form: Hashable {
        /// None: the zone's own name.
        case apex
        /// The whole of it.
        case address
        /// The front of some addresses.
        case range
        /// Labels that are no part of an address, or too many.
        case unknown
    }

    /// Reads the labels in front of `in-addr.arpa`.
    init(ipv4 labels: [Label]) {
        let parts = Self.parts(of: labels, atMost: 4) { DecimalOctet.value(of: $0.octets) }
        let front = parts.reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        let missing = UInt32(4 - parts.count) * 8
        form = Form(of: labels.count, known: parts.count, whole: 4)
        first = .v4(IPv4Address(front << missing))
        last = .v4(IPv4Address(front << missing | ~(~UInt32.zero << missing)))
    }

    /// Reads the labels in front of `ip6.arpa`: a hexadecimal digit each.
    init(ipv6 labels: [Label]) {
        let digits = Self.parts(of: labels, atMost: 32) { $0.octets.count == 1 ? ASCII.hexadecimalDigit($0.octets[0]) : nil }
        let missing = Array(repeating: UInt8.zero, count: 32 - digits.count)
        form = Form(of: labels.count, known: digits.count, whole: 32)
        first = Self.address(digits + missing)
        last = Self.address(digits + missing.map { _ in 0xF })
    }

    /// The parts of an address that the labels are, from the zone on to the first label that is none.
    private static func parts(of labels: [Label], atMost limit: Int, _ value: (Label) -> UInt8?) -> [UInt8] {
        var parts: [UInt8] = []
        for label in labels.suffix(limit).reversed() {
            guard let part = value(label) else { break }
            parts.append(part)
        }
        return parts
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

extension ReverseName.Form {
    fileprivate init(of count: Int, known: Int, whole: Int) {
        self =
            switch known {
            case _ where count > known: .unknown
            case 0: .apex
            case whole: .address
            case _: .range
            }
    }
}
