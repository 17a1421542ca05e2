import DNSModel

/// An answer without records, for which a query is looked at by the gate alone: what a client gets that asks too much.
package enum BriefAnswer: Hashable, Sendable {
    /// REFUSED.
    case refusal(recursionAvailable: Bool)
    /// TC and no records: the client is to come over TCP.
    case truncation(recursionAvailable: Bool)

    /// Replaces the buffer's octets with this answer to a query that the gate lets through: header and question, and an OPT record
    /// with room for a cookie, or without, where the query has one (RFC 6891 §6.1.1). To who is not allowed to ask, `isBare`, no OPT.
    package func encode(
        to message: Span<UInt8>, hasCookie: Bool = false, isBare: Bool = false, into octets: inout [UInt8]
    ) throws(DecodeError) {
        let query = try QueryGate.check(message)
        var header = header(to: query)
        var writer = MessageWriter(reusing: &octets, limit: AnswerLimit.stream)
        writer.append(plain: query.question.octets(of: message))
        if !isBare, let extensions = query.extensions {
            let options = AnswerOptions(hasCookie: hasCookie)
            writer.appendOPT(responseCode: responseCode, dnssecOK: extensions.dnssecOK, options: options)
            header.additionalCount = 1
        }
        writer.finish(header, into: &octets)
    }

    private func header(to query: CheckedQuery) -> MessageHeader {
        var flags = query.header.flags.intersection([.recursionDesired, .checkingDisabled])
        switch self {
        case .refusal(let recursionAvailable): if recursionAvailable { flags.insert(.recursionAvailable) }
        case .truncation(let recursionAvailable):
            // An answer without records, AA and RA is that of a broken server to glibc, which then asks the next one and not over TCP.
            flags.formUnion([.truncated, recursionAvailable ? .recursionAvailable : .authoritative])
        }
        return MessageHeader(respondingTo: query.header.identifier, opcode: 0, responseCode, flags: flags, questionCount: 1)
    }

    private var responseCode: ResponseCode {
        switch self {
        case .refusal: .refused
        case .truncation: .noError
        }
    }
}
