import DNSModel

/// What a query may have in its additional section: one OPT, and a TSIG as the last record of all.
enum AdditionalSection {
    /// The most options that an OPT record may have; clients send fewer than five.
    static let maximumOptions = 32

    /// What was found.
    enum Finding {
        case sound
        case malformed
        /// There is a signature, and no key is known here.
        case signed
    }

    /// Walks the section.
    static func check(_ reader: inout PacketReader, recordCount: Int, of packet: Span<UInt8>) -> Finding {
        var hasOPT = false
        for index in 0..<recordCount {
            guard let record = RecordOutline(&reader, of: packet) else { return .malformed }
            switch record.type {
            case .opt:
                guard !hasOPT, isSound(record, of: packet) else { return .malformed }
                hasOPT = true
            case .tsig:
                // RFC 8945 §5.1: last, and only one.
                return index == recordCount - 1 ? .signed : .malformed
            default: return .malformed
            }
        }
        return .sound
    }

    /// An OPT record's owner is the root (RFC 6891 §6.1.2). What the options of another version look like nobody knows.
    private static func isSound(_ record: RecordOutline, of packet: Span<UInt8>) -> Bool {
        let version = UInt8(truncatingIfNeeded: record.timeToLive >> 16)
        return record.ownerIsRoot && (version > 0 || optionsTile(record.data, of: packet))
    }

    /// Whether options fill the RDATA to its last octet (RFC 6891 §6.1.2), and are not too many.
    private static func optionsTile(_ data: Range<Int>, of packet: Span<UInt8>) -> Bool {
        var reader = PacketReader(at: data.lowerBound)
        for _ in 0..<maximumOptions where reader.position < data.upperBound {
            guard reader.uint16(of: packet) != nil, let length = reader.uint16(of: packet),
                reader.range(of: Int(length), in: packet) != nil
            else { return false }
        }
        return reader.position == data.upperBound
    }
}
