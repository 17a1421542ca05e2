import DNSModel

/// Reads the records of a message from upstream, one section after the other.
struct UpstreamSection {
    private let recordClass: RecordClass
    /// How many octets owners and RDATA took so far, names in full.
    private var octets = 0
    /// The owner before: the records of an RRset share its storage.
    private var lastOwner = DomainName.root

    init(of recordClass: RecordClass) {
        self.recordClass = recordClass
    }

    /// The next so many records, each whole and well-formed.
    mutating func records(
        _ count: UInt16, _ reader: inout PacketReader, of message: Span<UInt8>
    ) throws(UpstreamAnswerError) -> [ResourceRecord] {
        var records: [ResourceRecord] = []
        records.reserveCapacity(Int(count))
        for _ in 0..<count {
            guard let outline = RecordOutline(&reader, of: message) else { throw .brokenRecord }
            records.append(try record(outline, of: message))
        }
        return records
    }

    private mutating func record(_ outline: RecordOutline, of message: Span<UInt8>) throws(UpstreamAnswerError) -> ResourceRecord {
        guard !Self.isMeta(outline.type) else { throw .misplaced(outline.type) }
        guard outline.recordClass == recordClass else { throw .otherClass(outline.recordClass) }
        let owner = try owner(of: outline, in: message)
        guard let octets = RecordDataLayout.octets(of: outline, in: message), let data = RecordData(outline.type, octets)
        else { throw .brokenData(outline.type) }
        self.octets += owner.octets.count + octets.count
        guard self.octets <= UpstreamAnswerDecoder.maximumOctets else { throw .tooLarge }
        return ResourceRecord(owner: owner, timeToLive: Self.timeToLive(outline.timeToLive), data: data)
    }

    /// Types of questions, of signatures of messages, and of EDNS (RFC 6895 §3.1), which no answer consists of.
    private static func isMeta(_ type: RecordType) -> Bool {
        type.rawValue == 0 || type == .opt || (128...255).contains(type.rawValue)
    }

    /// A time with its highest bit set is none (RFC 2181 §8).
    private static func timeToLive(_ seconds: UInt32) -> UInt32 {
        seconds > UInt32(Int32.max) ? 0 : seconds
    }

    private mutating func owner(of outline: RecordOutline, in message: Span<UInt8>) throws(UpstreamAnswerError) -> DomainName {
        var reader = PacketReader(at: outline.owner.lowerBound)
        guard let owner = reader.expandedName(of: message) else { throw .brokenRecord }
        if owner.octets != lastOwner.octets { lastOwner = owner }
        return lastOwner
    }

    /// Skips the additional section, which may have one OPT record; what that adds to the response code.
    static func skipAdditional(
        _ count: UInt16, _ reader: inout PacketReader, of message: Span<UInt8>
    ) throws(UpstreamAnswerError) -> UInt8 {
        var extendedCode: UInt8?
        for _ in 0..<count {
            guard let record = RecordOutline(&reader, of: message) else { throw .brokenRecord }
            guard isMeta(record.type) else { continue }
            guard record.type == .opt, record.ownerIsRoot, extendedCode == nil else { throw .misplaced(record.type) }
            extendedCode = UInt8(truncatingIfNeeded: record.timeToLive >> 24)
        }
        return extendedCode ?? 0
    }
}
