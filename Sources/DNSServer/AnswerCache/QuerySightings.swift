/// Which queries were there lately and had no answer remembered: the last few of each place in the table.
struct QuerySightings {
    /// So many parts of hashes, of 16 bits each, stand in one number, the last in its low bits.
    private static let marksOfPlace = 4
    /// A power of two. What comes again after 32,768 others is new again: they are more than an answer cache holds, so that whoever
    /// asks for as many names in turn as there is room for finds them remembered.
    private static let places = 8_192

    /// 0 is a free mark.
    private var marks = [UInt64](repeating: 0, count: places)

    /// Whether the query was there; it was from now on.
    mutating func isRepeated(_ key: QueryKey) -> Bool {
        let place = Int(truncatingIfNeeded: key.hash) & (Self.places - 1)
        let mark = key.hash >> 48 | 1
        let known = marks[place]
        for index in 0..<Self.marksOfPlace where known >> UInt64(16 * index) & 0xFFFF == mark { return true }
        marks[place] = known << 16 | mark
        return false
    }
}
