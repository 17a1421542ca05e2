/// Octets eight at a time: one by one, hashing and comparing names would be the dearest part of a look-up.
extension Span<UInt8> {
    /// The eight octets from a position on, the first in the lowest bits; those behind the end are 0.
    @inline(__always) func word(at position: Int) -> UInt64 {
        var word: UInt64 = 0
        if count - position >= 8 {
            let octets = extracting(position..<(position + 8))
            for index in 0..<8 { word |= UInt64(octets[index]) &<< UInt64(8 * index) }
        } else {
            for index in position..<count { word |= UInt64(self[index]) &<< UInt64(8 * (index - position)) }
        }
        return word
    }
}

extension ASCII {
    /// The same of eight octets, each by itself.
    @inline(__always) static func lowercased(word: UInt64) -> UInt64 {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let highBits = ones << 7
        // No sum leaves its octet: the seven low bits are at most 127, and 63 or less is added.
        let low = word & ~highBits
        let isAtLeastA = low &+ ones &* (0x80 - 0x41)
        let isAboveZ = low &+ ones &* (0x80 - 0x5B)
        let isCapital = isAtLeastA & ~isAboveZ & ~word & highBits
        return word | isCapital >> 2
    }
}
