/// Leads from hashes to places: a table of small buckets, so that no look-up takes long, whatever is asked; and itself small, since
/// each look-up is at another place of it, which the processor's cache should have.
struct AnswerIndex {
    /// What a look-up looks at, at most; with two slots to a place few buckets are ever full.
    private static let slotsOfBucket = 8
    private static let slotsOfPlace = 2
    /// A place and its count from 1 fit half a slot.
    private static let maximumPlaces = Int(UInt16.max) - 1

    /// The upper bits of a hash and behind them the place, counted from 1; 0 is free. Those of a bucket are filled from its begin.
    private var slots: [UInt32]
    private let lastBucket: Int
    /// How many places can be led to.
    let places: Int

    /// An index of so many places, or of as many as there can be.
    init(places: Int) {
        self.places = min(places, Self.maximumPlaces)
        var buckets = 1
        while buckets * Self.slotsOfBucket < self.places * Self.slotsOfPlace { buckets *= 2 }
        slots = Array(repeating: 0, count: buckets * Self.slotsOfBucket)
        lastBucket = buckets - 1
    }

    /// The place for a hash, or for another that looks the same here.
    func place(of hash: UInt64) -> Int? {
        let slots = slots.span.extracting(bucket(of: hash))
        let mark = Self.mark(of: hash)
        for index in slots.indices {
            let slot = slots[index]
            if slot == 0 { return nil }
            if slot >> 16 == mark { return Int(slot & 0xFFFF) - 1 }
        }
        return nil
    }

    /// Leads from a hash to a place; of two hashes that look the same here the later has it, and of too many in one bucket.
    mutating func set(_ place: Int, for hash: UInt64) {
        let bucket = bucket(of: hash)
        let mark = Self.mark(of: hash)
        let slot = bucket.first { slots[$0] == 0 || slots[$0] >> 16 == mark }
        let other = bucket.lowerBound + Int(truncatingIfNeeded: hash >> 32) & (Self.slotsOfBucket - 1)
        slots[slot ?? other] = mark << 16 | UInt32(truncatingIfNeeded: place + 1)
    }

    /// Leads nowhere any more.
    mutating func removeAll() {
        for index in slots.indices { slots[index] = 0 }
    }

    private static func mark(of hash: UInt64) -> UInt32 {
        UInt32(truncatingIfNeeded: hash >> 48)
    }

    private func bucket(of hash: UInt64) -> Range<Int> {
        let start = (Int(truncatingIfNeeded: hash) & lastBucket) * Self.slotsOfBucket
        return start..<(start + Self.slotsOfBucket)
    }
}
