import DNSModel

/// An answer of header and question, for which a query is looked at by the gate alone: what a client gets that asks too much.
package enum BriefAnswer: Hashable, Sendable {
    /// REFUSED.
    case refusal
    /// TC and no records: the client is to come over TCP.
    case truncation(recursionAvailable: Bool)

    /// Replaces the buffer's octets with this answer; with a rejection or nothing where the gate lets no query through.
    package func encode(to message: Span<UInt8>, into octets: inout [UInt8]) {
        do throws(DecodeError) {
            let query = try QueryGate.check(message)
            encode(to: query, question: query.question.octets(of: message), into: &octets)
        } catch {
            switch error {
            case .silence: octets.removeAll(keepingCapacity: true)
            case .rejection(let rejection): ResponseEncoder.encode(rejection.forStrangers, into: &octets)
            }
        }
    }

    private func encode(to query: CheckedQuery, question: [UInt8], into octets: inout [UInt8]) {
        var flags = query.header.flags.intersection([.recursionDesired, .checkingDisabled])
        let code = responseCode
        if case .truncation(let recursionAvailable) = self {
            // An answer without records, AA and RA is that of a broken server to glibc, which then asks the next one and not over TCP.
            flags.formUnion([.truncated, recursionAvailable ? .recursionAvailable : .authoritative])
        }
        var writer = MessageWriter(reusing: &octets, limit: AnswerLimit.stream)
        writer.append(plain: question)
        writer.finish(
            MessageHeader(respondingTo: query.header.identifier, opcode: 0, code, flags: flags, questionCount: 1), into: &octets)
    }

    private var responseCode: ResponseCode {
        switch self {
        case .refusal: .refused
        case .truncation: .noError
        }
    }
}
