/// Which queries were there lately and had no answer remembered: one of each place in the table.
struct QuerySightings {
    /// How many queries are known at most; a power of two. What comes again after so many others is new again.
    static let capacity = 8_192

    /// Parts of hashes; 0 is a free place.
    private var marks = [UInt32](repeating: 0, count: capacity)

    /// Whether the query was there; it was from now on.
    mutating func isRepeated(_ key: QueryKey) -> Bool {
        let place = Int(truncatingIfNeeded: key.hash) & (Self.capacity - 1)
        let mark = UInt32(truncatingIfNeeded: key.hash >> 32) | 1
        defer { marks[place] = mark }
        return marks[place] == mark
    }
}
