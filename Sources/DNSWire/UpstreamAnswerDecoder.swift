package import DNSModel

/// Messages from upstream to answers that may be passed on: the gate for what libunbound hands over.
///
/// libunbound checks where a message came from and what it proves, and passes on records with any RDATA at all: a client that
/// trusts the length of an address would read what is not there. Here each octet is looked at, names are written in full (no
/// pointer of another message goes out), and the additional section is left behind.
package enum UpstreamAnswerDecoder {
    /// The most records that a message may have in all: so many addresses fit 64 kB, as those of a large headless Service do.
    static let maximumRecords = 4_096
    /// The most octets that owners and RDATA may take together when names are written in full: a message of 64 kB whose
    /// pointers lead to one long name would take far more than it is.
    static let maximumOctets = 4 * AnswerLimit.stream

    /// The answer that a whole message is.
    package static func decode(
        _ message: Span<UInt8>, to question: Question, validation: UpstreamAnswer.Validation
    ) throws(UpstreamAnswerError) -> UpstreamAnswer {
        let header = try header(of: message)
        var reader = PacketReader(at: MessageHeader.length)
        guard self.question(&reader, of: message) == question else { throw .otherQuestion }
        var section = UpstreamSection(of: question.recordClass)
        let answer = try section.records(header.answerCount, &reader, of: message)
        let authority = try section.records(header.authorityCount, &reader, of: message)
        let extendedCode = try UpstreamSection.skipAdditional(header.additionalCount, &reader, of: message)
        guard reader.position == message.count else { throw .trailingOctets }
        let whole = UpstreamAnswer(
            to: question.type, responseCode: try responseCode(header, extendedCode), validation: validation, answer: answer,
            authority: authority)
        guard !whole.isReferral else { throw .referral }
        return whole
    }

    private static func header(of message: Span<UInt8>) throws(UpstreamAnswerError) -> MessageHeader {
        guard message.count <= AnswerLimit.stream, let header = MessageHeader(of: message) else { throw .length(message.count) }
        guard header.flags.contains(.response), header.opcode == 0 else { throw .notAResponse }
        guard !header.flags.contains(.truncated) else { throw .truncated }
        guard header.questionCount == 1 else { throw .otherQuestion }
        let records = Int(header.answerCount) + Int(header.authorityCount) + Int(header.additionalCount)
        guard records <= maximumRecords else { throw .tooManyRecords }
        return header
    }

    /// The question's name is the first of the message: a pointer has nothing to point to.
    private static func question(_ reader: inout PacketReader, of message: Span<UInt8>) -> Question? {
        guard let name = reader.expandedName(of: message), let type = reader.uint16(of: message),
            let recordClass = reader.uint16(of: message)
        else { return nil }
        return Question(name: name, type: RecordType(rawValue: type), recordClass: RecordClass(rawValue: recordClass))
    }

    /// The lower four bits are in the header, the upper eight in the OPT record (RFC 6891 §6.1.3).
    private static func responseCode(_ header: MessageHeader, _ extended: UInt8) throws(UpstreamAnswerError) -> ResponseCode {
        let code = ResponseCode(rawValue: UInt16(extended) << 4 | header.flags.rawValue & 0xF)
        guard code == .noError || code == .nameError else { throw .responseCode(code) }
        return code
    }
}
