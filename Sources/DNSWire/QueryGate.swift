import DNSModel

/// Decides which packets are queries, before ldns sees one.
///
/// ldns reads what is well-formed well. What is not can cost it seconds and hundreds of megabytes for one packet
/// (64 kB of empty character strings, chains of pointers), and it cannot say that a message had two OPT records.
/// A walk over a packet here reads each octet at most once and allocates only for what is rejected.
enum QueryGate {
    /// The longest query that is read: a question and an OPT record need no more.
    static let maximumLength = 4_096

    /// The shape of a packet that is a query.
    static func check(_ packet: Span<UInt8>) throws(DecodeError) -> CheckedQuery {
        guard let header = MessageHeader(of: packet) else { throw .silence(.shortHeader) }
        guard !header.flags.contains(.response) else { throw .silence(.response) }
        try checkHeader(header, packetLength: packet.count)
        guard header.questionCount == 1 else { throw .rejection(rejectionWithoutQuestion(header, of: packet)) }
        var reader = PacketReader(at: MessageHeader.length)
        guard let question = QuestionOutline(&reader, of: packet) else { throw .rejection(header.rejection(.formatError)) }
        guard let authority = authority(header, question, &reader, of: packet)
        else { throw .rejection(header.rejection(.formatError, question: question.octets(of: packet))) }
        let additional = AdditionalSection(&reader, recordCount: Int(header.additionalCount), of: question.range, in: packet)
        if let fault = additional.fault {
            throw .rejection(header.rejection(fault, question: question.octets(of: packet), extensions: additional.extensions))
        }
        return CheckedQuery(
            header: header, question: question, authority: authority.range, zoneSerial: authority.serial,
            extensions: additional.extensions, cookie: additional.cookie, optionData: additional.optionData, end: reader.position)
    }

    /// What the header alone decides. A request of another kind is answered from it, whatever follows (RFC 8906 §3.1.4).
    private static func checkHeader(_ header: MessageHeader, packetLength: Int) throws(DecodeError) {
        guard header.opcode == 0 else { throw .rejection(header.rejection(.notImplemented)) }
        guard packetLength <= maximumLength else { throw .rejection(header.rejection(.formatError)) }
        // One question (RFC 9619), at most the SOA of IXFR (RFC 1995 §3), at most an OPT and a TSIG.
        guard header.questionCount <= 1, header.answerCount == 0, header.authorityCount <= 1, header.additionalCount <= 2
        else { throw .rejection(header.rejection(.formatError)) }
    }

    /// The answer where nothing is asked: to a client that wants no more than a cookie, that cookie (RFC 7873 §5.4).
    private static func rejectionWithoutQuestion(_ header: MessageHeader, of packet: Span<UInt8>) -> Rejection {
        let end = MessageHeader.length
        var reader = PacketReader(at: end)
        guard header.authorityCount == 0 else { return header.rejection(.formatError) }
        let additional = AdditionalSection(&reader, recordCount: Int(header.additionalCount), of: end..<end, in: packet)
        let isWhole = additional.fault == nil
        if isWhole, let extensions = additional.extensions, extensions.version > 0 {
            return header.rejection(.badVersion, extensions: extensions)
        }
        let cookie = isWhole ? additional.cookie : nil
        return header.rejection(cookie == nil ? .formatError : .noError, extensions: additional.extensions, cookie: cookie)
    }

    /// The place of the authority section: nothing, or the SOA that a client of IXFR has, with its serial number.
    private static func authority(
        _ header: MessageHeader, _ question: QuestionOutline, _ reader: inout PacketReader, of packet: Span<UInt8>
    ) -> (range: Range<Int>, serial: UInt32?)? {
        let start = reader.position
        guard header.authorityCount == 1 else { return (start..<start, nil) }
        guard question.type == .ixfr, let record = RecordOutline(&reader, of: packet), record.type == .soa else { return nil }
        return (start..<reader.position, record.serial(of: packet))
    }
}
