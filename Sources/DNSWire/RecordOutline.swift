import DNSModel

/// A record of a message as the gates see it.
struct RecordOutline {
    /// The place of the owner in the packet; no pointer of it was followed.
    let owner: Range<Int>
    let type: RecordType
    let recordClass: RecordClass
    let timeToLive: UInt32
    /// The place of the RDATA in the packet.
    let data: Range<Int>

    /// Reads a record; nil when it is not whole.
    init?(_ reader: inout PacketReader, of packet: Span<UInt8>) {
        guard let owner = reader.name(of: packet), let type = reader.uint16(of: packet),
            let recordClass = reader.uint16(of: packet), let timeToLive = reader.uint32(of: packet), let length = reader.uint16(of: packet),
            let data = reader.range(of: Int(length), in: packet)
        else { return nil }
        self.owner = owner
        self.type = RecordType(rawValue: type)
        self.recordClass = RecordClass(rawValue: recordClass)
        self.timeToLive = timeToLive
        self.data = data
    }

    var ownerIsRoot: Bool {
        owner.count == 1
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
