import DNSModel

/// The TSIG record that says that a key is not known here: the client's own, without its signature (RFC 8945 §5.2.1, §5.3.2).
struct UnsignedTSIG {
    /// The record, to stand where the client's stood or before: a pointer in its owner leads into the question.
    let octets: [UInt8]

    /// BADKEY.
    private static let unknownKey: UInt16 = 17

    /// The record that answers the client's; nil where that cannot be read (RFC 8945 §5.2: FORMERR), or has an owner that ends
    /// elsewhere than in the question, which is all that the answer repeats of the query.
    init?(answering record: RecordOutline, to question: Range<Int>, of packet: Span<UInt8>) {
        guard record.recordClass.rawValue == Self.classAny, record.timeToLive == 0, record.ownerEnds(in: question, of: packet),
            let (head, identifier) = Self.parts(of: record.data, of: packet)
        else { return nil }
        // No octets of a signature, and none of what an error may add.
        let tail = [0, identifier, Self.unknownKey, 0]
        octets =
            record.owner.map { packet[$0] } + Self.fixedPart + Self.octets(of: UInt16(truncatingIfNeeded: head.count + 2 * tail.count))
            + head.map { packet[$0] } + tail.flatMap(Self.octets)
    }

    private static let classAny: UInt16 = 255
    private static let fixedPart = octets(of: RecordType.tsig.rawValue) + octets(of: classAny) + [0, 0, 0, 0]

    /// The algorithm, the time and its tolerance, which go back as they came; and the ID that was signed.
    private static func parts(of data: Range<Int>, of packet: Span<UInt8>) -> (head: Range<Int>, identifier: UInt16)? {
        var reader = PacketReader(at: data.lowerBound)
        guard reader.plainName(of: packet) != nil, reader.range(of: 8, in: packet) != nil else { return nil }
        let head = data.lowerBound..<reader.position
        guard reader.skipCounted(of: packet), let identifier = reader.uint16(of: packet), reader.uint16(of: packet) != nil,
            reader.skipCounted(of: packet), reader.position == data.upperBound
        else { return nil }
        return (head, identifier)
    }

    private static func octets(of number: UInt16) -> [UInt8] {
        [UInt8(truncatingIfNeeded: number >> 8), UInt8(truncatingIfNeeded: number)]
    }
}

extension PacketReader {
    /// Skips octets behind their count; whether there are as many.
    fileprivate mutating func skipCounted(of packet: Span<UInt8>) -> Bool {
        guard let count = uint16(of: packet) else { return false }
        return range(of: Int(count), in: packet) != nil
    }
}

extension RecordOutline {
    /// Whether the owner has no pointer, or one into these octets.
    fileprivate func ownerEnds(in octets: Range<Int>, of packet: Span<UInt8>) -> Bool {
        var plain = PacketReader(at: owner.lowerBound)
        if plain.plainName(of: packet) != nil { return true }
        var pointer = PacketReader(at: owner.upperBound - 2)
        return pointer.uint16(of: packet).map { octets.contains(Int($0 & 0x3FFF)) } ?? false
    }
}
