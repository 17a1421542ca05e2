import DNSModel

/// What a query has in its additional section: one OPT at most, and a TSIG as the last record of all.
struct AdditionalSection {
    /// What the OPT record says, well-formed or not; nil without one.
    private(set) var extensions: ExtensionMechanisms?
    /// The cookie in it.
    private(set) var cookie: ClientCookie?
    /// Where the RDATA of the OPT record is; nil without one.
    private(set) var optionData: Range<Int>?
    /// What is wrong; nil when nothing is.
    private(set) var fault: Fault?

    /// Why a query is rejected.
    enum Fault {
        case malformed
        /// There is a signature, and no key is known here.
        case signed(UnsignedTSIG)
    }

    /// Walks the section up to its end, or to what is no record: behind what is wrong otherwise there may be an OPT record, which
    /// the answer needs.
    init(_ reader: inout PacketReader, recordCount: Int, of question: Range<Int>, in packet: Span<UInt8>) {
        for index in 0..<recordCount {
            guard let record = RecordOutline(&reader, of: packet) else {
                fault = .malformed
                return
            }
            let isLast = index == recordCount - 1
            let found =
                record.type == .tsig ? Self.fault(ofSignature: record, isLast, to: question, of: packet) : take(record, of: packet)
            fault = fault ?? found
        }
    }

    /// Takes a record that is no signature: there is one OPT at most (RFC 6891 §6.1.1), and nothing else.
    private mutating func take(_ record: RecordOutline, of packet: Span<UInt8>) -> Fault? {
        guard record.type == .opt, extensions == nil else { return .malformed }
        let options = Self.options(of: record, of: packet)
        extensions = ExtensionMechanisms(record, options ?? QueryOptions())
        guard let options else { return .malformed }
        cookie = options.cookie
        optionData = record.data
        return nil
    }

    /// The options of an OPT record, whose owner is the root (RFC 6891 §6.1.2); nil where it is malformed. What the options of
    /// another version look like nobody knows.
    private static func options(of record: RecordOutline, of packet: Span<UInt8>) -> QueryOptions? {
        guard record.ownerIsRoot else { return nil }
        return record.version > 0 ? QueryOptions() : QueryOptions(record.data, of: packet)
    }

    /// RFC 8945 §5.1: last, and only one.
    private static func fault(
        ofSignature record: RecordOutline, _ isLast: Bool, to question: Range<Int>, of packet: Span<UInt8>
    ) -> Fault {
        guard isLast, let answer = UnsignedTSIG(answering: record, to: question, of: packet) else { return .malformed }
        return .signed(answer)
    }
}

extension ExtensionMechanisms {
    /// What an OPT record says in the fields that are others in other records (RFC 6891 §6.1.2, §6.1.3), and in these options.
    fileprivate init(_ record: RecordOutline, _ options: QueryOptions) {
        self.init(
            version: record.version, payloadSize: record.recordClass.rawValue, dnssecOK: record.timeToLive & 1 << 15 != 0,
            asksIdentity: options.asksIdentity, asksIdleTime: options.asksIdleTime)
    }
}

extension RecordOutline {
    /// The EDNS version of an OPT record.
    fileprivate var version: UInt8 {
        UInt8(truncatingIfNeeded: timeToLive >> 16)
    }
}
