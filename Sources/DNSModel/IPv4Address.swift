/// An IPv4 address.
package struct IPv4Address: Hashable, Sendable {
    /// The address in host order.
    package let value: UInt32

    /// The address of this number in host order.
    package init(_ value: UInt32) {
        self.value = value
    }

    /// A dotted quad with no leading zeros, which some read as octal (as Kubernetes: Go's `netip.ParseAddr`).
    package init?(_ text: some StringProtocol) {
        let parts = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard parts.count == 4 else { return nil }
        var value: UInt32 = 0
        for part in parts {
            guard let octet = DecimalOctet.value(of: part) else { return nil }
            value = value << 8 | UInt32(octet)
        }
        self.value = value
    }

    /// The four octets in network order.
    package var octets: [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
    }
}

extension IPv4Address: Comparable {
    /// Numeric order.
    package static func < (left: IPv4Address, right: IPv4Address) -> Bool {
        left.value < right.value
    }
}

extension IPv4Address: CustomStringConvertible {
    /// The dotted quad.
    package var description: String {
        octets.map(String.init).joined(separator: ".")
    }
}

/// The decimal octets of dotted quads and of reverse names.
package enum DecimalOctet {
    /// 0...255 in one to three digits without a leading zero, or nil.
    package static func value(of digits: some Collection<UInt8>) -> UInt8? {
        guard (1...3).contains(digits.count), digits.count == 1 || digits.first != UInt8(ascii: "0") else { return nil }
        var value = 0
        for octet in digits {
            guard let digit = ASCII.decimalDigit(octet) else { return nil }
            value = value * 10 + Int(digit)
        }
        return UInt8(exactly: value)
    }
}
