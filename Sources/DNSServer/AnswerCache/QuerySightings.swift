/// Which queries were there lately and had no answer remembered: the last few of each place in the table.
struct QuerySightings {
    /// How many queries are known at most. What comes again after so many others is new again: more than an answer cache holds, so
    /// that whoever asks for as many names in turn as there is room for finds them remembered.
    static let capacity = places * marksOfPlace

    /// A power of two.
    private static let places = 8_192
    /// So many parts of hashes, of 16 bits each, stand in one number, the last in its low bits.
    private static let marksOfPlace = 4

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
