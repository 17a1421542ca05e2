package import DNSModel

/// Answers to octets, into a buffer that the caller keeps.
///
/// ldns writes messages too, with 38 allocations for one address and without limits: this does neither.
package enum ResponseEncoder {
    /// Replaces the buffer's octets with the answer to a query, in at most `limit` octets (512...65,535; `AnswerLimit`); of the
    /// options those that the client asks for.
    ///
    /// What does not fit is left out: the Extended DNS Error first, then additional records, an RRset at a time (their records
    /// stand side by side), then the authority section, then answers (RFC 2181 §9). A cut answer has TC, but on a stream, where
    /// there is no longer answer to ask for, an Extended DNS Error (decision 0007).
    package static func encode(
        _ response: Response, to query: Query, limit: Int, options: AnswerOptions = AnswerOptions(), into octets: inout [UInt8]
    ) {
        let options = query.extensions.map(options.asked) ?? AnswerOptions()
        let reserved = query.extensions == nil ? 0 : MessageWriter.lengthOfOPT + options.length
        var header = header(of: response, to: query)
        var writer = MessageWriter(
            reusing: &octets, limit: min(limit, AnswerLimit.stream) - reserved, spelling: response.keepsSpelling ? .kept : .ignored)
        writer.append(query.question)
        let isStream = limit >= AnswerLimit.stream
        let isWhole = append(response, to: &writer, header: &header, reservedWhenCut: isStream ? lengthOfPartNotice : 0)
        if !isWhole, !isStream { header.flags.insert(.truncated) }
        if let extensions = query.extensions {
            let error = isStream && !isWhole ? partNotice : response.extendedError
            writer.appendOPT(responseCode: response.responseCode, dnssecOK: extensions.dnssecOK, options: options, error: error)
            header.additionalCount &+= 1
        }
        writer.finish(header, into: &octets)
    }

    /// What a client is told of an answer that no message can hold.
    private static let partNotice = ExtendedDNSError(.other, "only a part of the records: all of them do not fit a message")
    private static let lengthOfPartNotice = ExtendedErrorOption.length(of: partNotice)

    /// Replaces the buffer's octets with an answer that has no records; of the options those that the client asks for.
    package static func encode(_ rejection: Rejection, options: AnswerOptions = AnswerOptions(), into octets: inout [UInt8]) {
        var flags: MessageHeader.Flags = []
        if rejection.recursionDesired { flags.insert(.recursionDesired) }
        if rejection.checkingDisabled { flags.insert(.checkingDisabled) }
        var header = MessageHeader(
            respondingTo: rejection.identifier, opcode: rejection.opcode, rejection.responseCode, flags: flags,
            questionCount: rejection.question.isEmpty ? 0 : 1)
        header.additionalCount = (rejection.extensions == nil ? 0 : 1) + (rejection.signature.isEmpty ? 0 : 1)
        var writer = MessageWriter(reusing: &octets, limit: AnswerLimit.stream)
        writer.append(plain: rejection.question)
        if let extensions = rejection.extensions {
            writer.appendOPT(
                responseCode: rejection.responseCode, dnssecOK: extensions.dnssecOK, options: options.asked(by: extensions))
        }
        writer.append(plain: rejection.signature)
        writer.finish(header, into: &octets)
    }

    private static func header(of response: Response, to query: Query) -> MessageHeader {
        var flags: MessageHeader.Flags = []
        if response.isAuthoritative { flags.insert(.authoritative) }
        if response.isAuthentic { flags.insert(.authentic) }
        if response.recursionAvailable { flags.insert(.recursionAvailable) }
        if query.recursionDesired { flags.insert(.recursionDesired) }
        if query.checkingDisabled { flags.insert(.checkingDisabled) }
        return MessageHeader(respondingTo: query.identifier, opcode: 0, response.responseCode, flags: flags, questionCount: 1)
    }

    /// Whether nothing was left out that the answer needs. After a section that had to be cut nothing else is written: the
    /// compression table may hold names that are gone.
    private static func append(
        _ response: Response, to writer: inout MessageWriter, header: inout MessageHeader, reservedWhenCut reserve: Int
    ) -> Bool {
        let answers = writer.append(asManyAsFitOf: response.answer, reservedWhenCut: reserve)
        header.answerCount = UInt16(truncatingIfNeeded: answers)
        guard answers == response.answer.count, writer.append(allOrNoneOf: response.authority[...]) else { return false }
        header.authorityCount = UInt16(truncatingIfNeeded: response.authority.count)
        header.additionalCount = UInt16(truncatingIfNeeded: append(setsOf: response.additional, to: &writer))
        return true
    }

    private static func append(setsOf records: [ResourceRecord], to writer: inout MessageWriter) -> Int {
        var start = 0
        while start < records.count {
            let first = records[start]
            let rest = records[start...]
            let end = rest.firstIndex { $0.data.type != first.data.type || $0.owner != first.owner } ?? records.count
            guard writer.append(allOrNoneOf: records[start..<end]) else { break }
            start = end
        }
        return start
    }
}
