import DNSModel

/// An IPv4 address as a label (design rule 5), in no memory of its own: `172-0-0-2`.
struct DashedQuad: RandomAccessCollection {
    private var text = InlineArray<15, UInt8>(repeating: UInt8(ascii: "-"))
    private(set) var endIndex = 0

    /// nil for an IPv6 address.
    init?(_ address: IPAddress) {
        guard case .v4(let address) = address else { return nil }
        for shift in stride(from: UInt32(24), through: 0, by: -8) {
            if shift < 24 { endIndex += 1 }
            append(UInt8(truncatingIfNeeded: address.value >> shift))
        }
    }

    private mutating func append(_ number: UInt8) {
        if number >= 100 { append(digit: number / 100) }
        if number >= 10 { append(digit: number / 10 % 10) }
        append(digit: number % 10)
    }

    private mutating func append(digit: UInt8) {
        text[endIndex] = UInt8(ascii: "0") + digit
        endIndex += 1
    }

    var startIndex: Int { 0 }

    subscript(index: Int) -> UInt8 {
        text[index]
    }
}
