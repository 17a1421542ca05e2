import DNSModel

/// What RDATA consists of, for the types whose names may be compressed (RFC 1035, and those of RFC 3597 §4) and those whose
/// size is fixed. All others are octets, whatever they are.
enum RecordDataLayout {
    /// A part of RDATA.
    enum Field {
        /// So many octets.
        case octets(Int)
        /// A name, perhaps compressed.
        case name
        /// A length octet and so many octets (RFC 1035 §3.3).
        case string
        /// One such string or more, to the end.
        case strings
        /// What is left.
        case rest
    }

    /// The RDATA of a record with its names in full; nil where its fields do not end where it ends.
    static func octets(of record: RecordOutline, in message: Span<UInt8>) -> [UInt8]? {
        // Fields are read in a message that ends with the RDATA: nothing can be read from behind it.
        let message = message.extracting(first: record.data.upperBound)
        var reader = PacketReader(at: record.data.lowerBound)
        var octets: [UInt8] = []
        octets.reserveCapacity(record.data.count)
        for field in fields(of: record.type) {
            guard append(field, &reader, of: message, to: &octets) else { return nil }
        }
        return reader.position == message.count ? octets : nil
    }

    private static func fields(of type: RecordType) -> [Field] {
        switch type.rawValue {
        case 1: [.octets(4)]  // A
        case 28: [.octets(16)]  // AAAA
        case 2, 3, 4, 5, 7, 8, 9, 12: [.name]  // NS, MD, MF, CNAME, MB, MG, MR, PTR
        case 39: [.name]  // DNAME: must not be compressed (RFC 6672 §2.5), yet was once (RFC 2672 §4)
        case 6: [.name, .name, .octets(20)]  // SOA
        case 13: [.string, .string]  // HINFO
        case 14, 17: [.name, .name]  // MINFO, RP
        case 15, 18, 21: [.octets(2), .name]  // MX, AFSDB, RT
        case 16: [.strings]  // TXT
        case 24: [.octets(18), .name, .rest]  // SIG
        case 26: [.octets(2), .name, .name]  // PX
        case 30: [.name, .rest]  // NXT
        case 33: [.octets(6), .name]  // SRV
        case 35: [.octets(4), .string, .string, .string, .name]  // NAPTR
        case 104, 106: [.octets(10)]  // NID, L64 (RFC 6742)
        case 109: [.octets(8)]  // EUI64 (RFC 7043)
        case 105, 108: [.octets(6)]  // L32 (RFC 6742), EUI48 (RFC 7043)
        default: [.rest]
        }
    }

    /// Appends the next field; whether it is whole.
    private static func append(_ field: Field, _ reader: inout PacketReader, of message: Span<UInt8>, to octets: inout [UInt8]) -> Bool {
        let start = reader.position
        switch field {
        case .name:
            guard let name = reader.expandedName(of: message) else { return false }
            octets.append(contentsOf: name.octets)
            return true
        case .octets(let count): guard reader.range(of: count, in: message) != nil else { return false }
        case .string: guard reader.skipString(of: message) else { return false }
        case .strings: repeat { guard reader.skipString(of: message) else { return false } } while reader.position < message.count
        case .rest: guard reader.range(of: message.count - start, in: message) != nil else { return false }
        }
        for index in start..<reader.position { octets.append(message[index]) }
        return true
    }
}

extension PacketReader {
    /// Skips a character string; whether it is whole.
    fileprivate mutating func skipString(of packet: Span<UInt8>) -> Bool {
        guard let length = octet(of: packet) else { return false }
        return range(of: Int(length), in: packet) != nil
    }
}
