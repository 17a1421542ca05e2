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

    /// The serial number in the RDATA of an SOA: two names, and five numbers to its last octet (RFC 1035 §3.3.13). No pointer
    /// is followed.
    func serial(of packet: Span<UInt8>) -> UInt32? {
        var reader = PacketReader(at: data.lowerBound)
        guard reader.name(of: packet) != nil, reader.name(of: packet) != nil, let serial = reader.uint32(of: packet),
            reader.position + 4 * 4 == data.upperBound
        else { return nil }
        return serial
    }
}
