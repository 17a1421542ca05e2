/// SipHash-2-4 (Aumasson, Bernstein: "SipHash: a fast short-input PRF"): a hash that nobody can make without the key.
struct SipHash {
    private var state: (UInt64, UInt64, UInt64, UInt64)
    private var count: UInt64 = 0

    /// Sixteen octets that nobody else knows, as two numbers in the order of SipHash: the first octet in the lowest bits.
    struct Key: Hashable, Sendable {
        let low: UInt64
        let high: UInt64
    }

    init(_ key: Key) {
        state = (
            key.low ^ 0x736F_6D65_7073_6575, key.high ^ 0x646F_7261_6E64_6F6D, key.low ^ 0x6C79_6765_6E65_7261,
            key.high ^ 0x7465_6462_7974_6573
        )
    }

    /// Takes eight octets, the first in the lowest bits.
    mutating func append(_ word: UInt64) {
        state.3 ^= word
        for _ in 0..<2 { mix() }
        state.0 ^= word
        count &+= 8
    }

    /// The hash of all octets, of which so many, fewer than eight, come last: the first in the lowest bits, nothing above them.
    consuming func finish(_ rest: UInt64 = 0, octets: UInt64 = 0) -> UInt64 {
        append(rest | (count &+ octets) << 56)
        state.2 ^= 0xFF
        for _ in 0..<4 { mix() }
        return state.0 ^ state.1 ^ state.2 ^ state.3
    }

    private mutating func mix() {
        state.0 &+= state.1
        state.2 &+= state.3
        state.1 = Self.rotated(state.1, 13) ^ state.0
        state.3 = Self.rotated(state.3, 16) ^ state.2
        state.0 = Self.rotated(state.0, 32)
        state.2 &+= state.1
        state.0 &+= state.3
        state.1 = Self.rotated(state.1, 17) ^ state.2
        state.3 = Self.rotated(state.3, 21) ^ state.0
        state.2 = Self.rotated(state.2, 32)
    }

    private static func rotated(_ word: UInt64, _ count: UInt64) -> UInt64 {
        word << count | word >> (64 - count)
    }
}
