import DNSModel

/// Names of a message that later names can point to (RFC 1035 §4.1.4).
///
/// Each name has one place in the table, which the first of several keeps; a look-up compares with that one only. So
/// the cost of an answer grows with its length alone, and what is crowded out is written in full.
struct CompressionTable {
    /// The most names that are remembered: the question's, and those of a handful of targets with their parents.
    static let capacity = 64
    /// How far into a message a pointer can lead: 14 bits.
    static let reach = 0x3FFF

    /// Offsets into the message; 0 is a free place.
    private var offsets = [64 of UInt16](repeating: 0)
    private let spelling: Spelling

    /// Which names are equal.
    enum Spelling {
        /// Those that a client takes for one (RFC 4343 §3).
        case ignored
        /// Those whose letters have one case, so that every name comes out as it is (RFC 5936 §3.4).
        case kept
    }

    init(_ spelling: Spelling) {
        self.spelling = spelling
    }

    /// The offset, or nil when no pointer can lead there.
    static func reachable(_ offset: Int) -> Int? {
        offset <= reach ? offset : nil
    }

    /// The two octets that point to an offset within reach.
    static func pointer(to offset: Int) -> UInt16 {
        0xC000 | UInt16(truncatingIfNeeded: offset)
    }

    /// Where the message has what is left of a name from this label on, which has this place.
    func target(for name: Span<UInt8>, from label: Int, at place: Int, in message: Span<UInt8>) -> Int? {
        let offset = Int(offsets[place])
        return offset > 0 && isEqual(name, from: label, at: offset, in: message) ? offset : nil
    }

    /// Remembers that what is left of a name of this place is written at an offset.
    mutating func insert(_ offset: Int, at place: Int) {
        guard offsets[place] == 0, offset <= Self.reach else { return }
        offsets[place] = UInt16(truncatingIfNeeded: offset)
    }

    /// The place of what is left of a name from this label on.
    ///
    /// Made of the label and of the octets left, so that the parents of a name spread; bit 5 is what upper and lower case differ in.
    func place(of name: Span<UInt8>, from label: Int) -> Int {
        let fold: UInt8 = spelling == .kept ? 0 : 0x20
        var hash = UInt(bitPattern: name.count - label)
        for index in label...(label + Int(name[label])) { hash = hash &* 31 &+ UInt(name[index] | fold) }
        return Int(bitPattern: (hash ^ hash >> 6 ^ hash >> 12) % UInt(Self.capacity))
    }

    /// A name is remembered before it is written, and its parents are looked up then: its offset may be behind the message's end.
    private func isEqual(_ name: Span<UInt8>, from label: Int, at offset: Int, in message: Span<UInt8>) -> Bool {
        var label = label
        var offset = offset
        while label < name.count {
            offset = Self.followPointers(from: offset, in: message)
            let length = 1 + Int(name[label])
            guard offset + length <= message.count else { return false }
            for index in 0..<length where !isEqual(name[label + index], message[offset + index]) { return false }
            label += length
            offset += length
        }
        return true
    }

    private func isEqual(_ left: UInt8, _ right: UInt8) -> Bool {
        left == right || spelling == .ignored && ASCII.lowercased(left) == ASCII.lowercased(right)
    }

    /// Where the label is that is read at an offset. This ends: pointers of a message that was written here lead backwards.
    private static func followPointers(from offset: Int, in message: Span<UInt8>) -> Int {
        var offset = offset
        while offset + 1 < message.count, message[offset] >= 0xC0 {
            offset = Int(message[offset] & 0x3F) << 8 | Int(message[offset + 1])
        }
        return offset
    }
}
