import DNSModel

/// The question of a query as the gate sees it.
struct QuestionOutline {
    /// Its place in the packet: name, type and class.
    let range: Range<Int>
    let type: RecordType

    /// Reads the question; nil when it is not whole. Its name is the first of the packet: a pointer has nothing to point to.
    init?(_ reader: inout PacketReader, of packet: Span<UInt8>) {
        guard let name = reader.plainName(of: packet), let type = reader.uint16(of: packet), reader.uint16(of: packet) != nil
        else { return nil }
        range = name.lowerBound..<reader.position
        self.type = RecordType(rawValue: type)
    }

    /// The octets, for an answer that repeats them.
    func octets(of packet: Span<UInt8>) -> [UInt8] {
        range.map { packet[$0] }
    }
}
