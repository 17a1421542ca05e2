import DNSModel

/// Names of a message that later names can point to (RFC 1035 §4.1.4).
///
/// Each name has one place in the table, which the first of several keeps; a look-up compares with that one only. So
/// the cost of an answer grows with its length alone, and what is crowded out is written in full.
struct CompressionTable {
    /// The most names that are remembered: the question's, and those of a handful of targets with their parents.
    static let capacity = 64
    /// Where a pointer can lead: 14 bits, behind the header.
    static let reach = MessageHeader.length...0x3FFF

    /// Offsets into the message; 0 is a free place.
    private var offsets = [64 of UInt16](repeating: 0)

    /// The two octets that point to an offset within reach.
    static func pointer(to offset: Int) -> UInt16 {
        0xC000 | UInt16(truncatingIfNeeded: offset)
    }

    /// Where the message has this name, without case (RFC 4343 §3).
    func target(for name: ArraySlice<UInt8>, in message: [UInt8]) -> Int? {
        let offset = Int(offsets[Self.place(of: name)])
        return offset > 0 && Self.isEqual(name, at: offset, in: message) ? offset : nil
    }

    /// Remembers that this name is written at an offset.
    mutating func insert(_ name: ArraySlice<UInt8>, at offset: Int) {
        let place = Self.place(of: name)
        guard offsets[place] == 0, Self.reach.contains(offset) else { return }
        offsets[place] = UInt16(truncatingIfNeeded: offset)
    }

    /// Made of the first label and the length: parents of a name end up in different places.
    private static func place(of name: ArraySlice<UInt8>) -> Int {
        var hash = UInt(name.count)
        for octet in name.prefix(1 + Int(name.first ?? 0)) { hash = hash &* 31 &+ UInt(ASCII.lowercased(octet)) }
        return Int(bitPattern: (hash ^ hash >> 6 ^ hash >> 12) % UInt(capacity))
    }

    /// The end of the message may be inside a name: the one that is being written has its parents looked up.
    private static func isEqual(_ name: ArraySlice<UInt8>, at offset: Int, in message: [UInt8]) -> Bool {
        var offset = offset
        var rest = name
        while let length = rest.first {
            offset = followPointers(from: offset, in: message)
            let label = rest.prefix(1 + Int(length))
            guard offset + label.count <= message.count else { return false }
            for octet in label {
                guard ASCII.lowercased(octet) == ASCII.lowercased(message[offset]) else { return false }
                offset += 1
            }
            rest = rest.dropFirst(label.count)
        }
        return true
    }

    /// Where the label is that is read at an offset. This ends: pointers of a message that was written here lead backwards.
    private static func followPointers(from offset: Int, in message: [UInt8]) -> Int {
        var offset = offset
        while offset + 1 < message.count, message[offset] >= 0xC0 {
            offset = Int(message[offset] & 0x3F) << 8 | Int(message[offset + 1])
        }
        return offset
    }
}
