/// An IPv6 address.
package struct IPv6Address: Hashable, Sendable {
    /// The upper 64 bits in host order.
    package let high: UInt64
    /// The lower 64 bits in host order.
    package let low: UInt64

    /// The address of these halves in host order.
    package init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// The text forms of RFC 4291 §2.2, `::` and a dotted quad at the end among them; no zone identifier.
    package init?(_ text: some StringProtocol) {
        guard let groups = IPv6Text.groups(of: text) else { return nil }
        self.init(groups: groups)
    }

    /// The address of eight groups of 16 bits.
    init(groups: [UInt16]) {
        high = groups.prefix(4).reduce(0) { $0 << 16 | UInt64($1) }
        low = groups.dropFirst(4).prefix(4).reduce(0) { $0 << 16 | UInt64($1) }
    }

    /// The eight groups of 16 bits, first to last.
    var groups: [UInt16] {
        [high, low].flatMap { half in [48, 32, 16, 0].map { UInt16(truncatingIfNeeded: half >> UInt64($0)) } }
    }

    /// The sixteen octets in network order.
    package var octets: [UInt8] {
        groups.flatMap { [UInt8(truncatingIfNeeded: $0 >> 8), UInt8(truncatingIfNeeded: $0)] }
    }

    /// Whether this is an IPv4 address in IPv6 clothing (`::ffff:0:0/96`), which the API server refuses.
    package var isMappedIPv4: Bool {
        high == 0 && low >> 32 == 0xFFFF
    }
}

extension IPv6Address: Comparable {
    /// Numeric order.
    package static func < (left: IPv6Address, right: IPv6Address) -> Bool {
        (left.high, left.low) < (right.high, right.low)
    }
}

extension IPv6Address: CustomStringConvertible {
    /// The one form that RFC 5952 §4 recommends.
    package var description: String {
        IPv6Text.text(of: groups)
    }
}

/// Reading and writing the text of IPv6 addresses.
enum IPv6Text {
    static func groups(of text: some StringProtocol) -> [UInt16]? {
        let utf8 = Array(text.utf8)
        guard let gap = doubleColon(in: utf8) else { return fullGroups(utf8) }
        let tail = utf8[(gap + 2)...]
        guard doubleColon(in: Array(tail)) == nil, tail.first != UInt8(ascii: ":"),
            let front = someGroups(utf8[..<gap], mayEndInQuad: false), let back = someGroups(tail, mayEndInQuad: true)
        else { return nil }
        let missing = 8 - front.count - back.count
        guard missing >= 1 else { return nil }
        return front + Array(repeating: 0, count: missing) + back
    }

    /// RFC 5952 §4: lower case, no leading zeros, the longest run of two or more zero groups as `::`, the first on a tie.
    static func text(of groups: [UInt16]) -> String {
        let written = groups.map { String($0, radix: 16) }
        guard let gap = longestZeroRun(in: groups) else { return written.joined(separator: ":") }
        return written[..<gap.lowerBound].joined(separator: ":") + "::" + written[gap.upperBound...].joined(separator: ":")
    }

    private static func doubleColon(in utf8: [UInt8]) -> Int? {
        utf8.indices.dropLast().first { utf8[$0] == UInt8(ascii: ":") && utf8[$0 + 1] == UInt8(ascii: ":") }
    }

    private static func fullGroups(_ utf8: [UInt8]) -> [UInt16]? {
        guard let groups = someGroups(utf8[...], mayEndInQuad: true), groups.count == 8 else { return nil }
        return groups
    }

    private static func someGroups(_ utf8: ArraySlice<UInt8>, mayEndInQuad: Bool) -> [UInt16]? {
        guard !utf8.isEmpty else { return [] }
        let parts = utf8.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        var groups: [UInt16] = []
        for (index, part) in parts.enumerated() {
            if mayEndInQuad, index == parts.count - 1, part.contains(UInt8(ascii: ".")) {
                guard let quad = IPv4Address(String(decoding: part, as: UTF8.self)) else { return nil }
                groups += [UInt16(truncatingIfNeeded: quad.value >> 16), UInt16(truncatingIfNeeded: quad.value)]
            } else {
                guard let group = group(part) else { return nil }
                groups.append(group)
            }
        }
        return groups.count <= 8 ? groups : nil
    }

    private static func group(_ digits: ArraySlice<UInt8>) -> UInt16? {
        guard (1...4).contains(digits.count) else { return nil }
        var value: UInt16 = 0
        for octet in digits {
            guard let digit = ASCII.hexadecimalDigit(octet) else { return nil }
            value = value << 4 | UInt16(digit)
        }
        return value
    }

    private static func longestZeroRun(in groups: [UInt16]) -> Range<Int>? {
        var best: Range<Int>?
        var start = 0
        while start < groups.count {
            let end = groups[start...].firstIndex { $0 != 0 } ?? groups.count
            if end - start >= 2, end - start > best?.count ?? 0 { best = start..<end }
            start = max(end, start) + 1
        }
        return best
    }
}
