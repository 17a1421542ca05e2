/// Offsets of a range of addresses, from a point that a seed chooses round to where it began.
package struct OffsetRound: Sendable {
    /// How many offsets there are; at most 2^62.
    package let count: UInt64
    private let lowest: UInt64
    private let begin: UInt64

    init(_ offsets: ClosedRange<UInt64>, from seed: UInt64) {
        count = offsets.upperBound - offsets.lowerBound + 1
        lowest = offsets.lowerBound
        begin = seed % count
    }

    /// The offset that comes after so many steps, less than `count`.
    package func offset(after steps: UInt64) -> UInt64 {
        lowest + (begin + steps) % count
    }
}
