/// Leads from hashes to places: a table of small buckets, so that no look-up takes long, whatever is asked.
struct AnswerIndex {
    /// What a look-up looks at, at most; with four slots to a place hardly a bucket is ever full.
    private static let slotsOfBucket = 8
    private static let slotsOfPlace = 4

    /// The upper half of a hash and behind it the place, counted from 1; 0 is free. Those of a bucket are filled from its begin.
    private var slots: [UInt64]
    private let lastBucket: Int

    /// An index of so many places.
    init(places: Int) {
        var buckets = 1
        while buckets * Self.slotsOfBucket < places * Self.slotsOfPlace { buckets *= 2 }
        slots = Array(repeating: 0, count: buckets * Self.slotsOfBucket)
        lastBucket = buckets - 1
    }

    /// The place for a hash, or for another that has the same upper half.
    func place(of hash: UInt64) -> Int? {
        let slots = slots.span.extracting(bucket(of: hash))
        for index in slots.indices {
            let slot = slots[index]
            if slot == 0 { return nil }
            if slot >> 32 == hash >> 32 { return Int(UInt32(truncatingIfNeeded: slot)) - 1 }
        }
        return nil
    }

    /// Leads from a hash to a place; of two hashes with the same upper half the later has it, and of too many in one bucket.
    mutating func set(_ place: Int, for hash: UInt64) {
        let bucket = bucket(of: hash)
        let slot = bucket.first { slots[$0] == 0 || slots[$0] >> 32 == hash >> 32 }
        let other = bucket.lowerBound + Int(hash >> 61)
        slots[slot ?? other] = hash & ~UInt64(UInt32.max) | UInt64(UInt32(truncatingIfNeeded: place + 1))
    }

    /// Leads nowhere any more.
    mutating func removeAll() {
        for index in slots.indices { slots[index] = 0 }
    }

    private func bucket(of hash: UInt64) -> Range<Int> {
        let start = (Int(truncatingIfNeeded: hash) & lastBucket) * Self.slotsOfBucket
        return start..<(start + Self.slotsOfBucket)
    }
}
