import DNSModel

/// A record of a query as the gate sees it.
struct RecordOutline {
    let ownerIsRoot: Bool
    let type: RecordType
    let timeToLive: UInt32
    /// The place of the RDATA in the packet.
    let data: Range<Int>

    /// Reads a record; nil when it is not whole.
    init?(_ reader: inout PacketReader, of packet: Span<UInt8>) {
        guard let owner = reader.name(of: packet), let type = reader.uint16(of: packet), reader.uint16(of: packet) != nil,
            let timeToLive = reader.uint32(of: packet), let length = reader.uint16(of: packet),
            let data = reader.range(of: Int(length), in: packet)
        else { return nil }
        ownerIsRoot = owner.count == 1
        self.type = RecordType(rawValue: type)
        self.timeToLive = timeToLive
        self.data = data
    }
}
