package import DNSModel

/// The messages of one zone transfer, made one by one while the records are drawn from their source (RFC 5936 §2.2).
package struct TransferEncoder {
    private let query: Query
    /// What the first message says; nothing in the others.
    private var options: AnswerOptions
    private let source: () -> ResourceRecord?
    /// The record that the next message begins with; nil when all were written.
    private var next: ResourceRecord?
    /// How many records were written so far.
    package private(set) var recordCount = 0

    /// The most octets of a message: as far as pointers lead, behind which names would be written in full.
    package static let longestMessage = CompressionTable.reach + 1

    /// The answer to a query for a transfer.
    ///
    /// - Parameters:
    ///   - options: of them the first message has those that the client asks for.
    ///   - source: gives the records in their order, the SOA first and last, and then nil.
    package init(answering query: Query, options: AnswerOptions = AnswerOptions(), from source: @escaping () -> ResourceRecord?) {
        self.query = query
        self.options = query.extensions.map(options.asked) ?? AnswerOptions()
        self.source = source
        next = source()
    }

    /// Whether every record was written.
    package var isFinished: Bool {
        next == nil
    }

    /// Replaces the buffer's octets with the next message. Each has the question and, where the query has one, an OPT record
    /// (RFC 5936 §2.2.1, §2.2.5).
    package mutating func encode(into octets: inout [UInt8]) {
        let reserved = query.extensions == nil ? 0 : MessageWriter.lengthOfOPT + options.length
        var writer = MessageWriter(reusing: &octets, limit: Self.longestMessage - reserved, spelling: .kept)
        writer.append(query.question)
        var header = header
        header.answerCount = appendRecords(to: &writer)
        if let extensions = query.extensions {
            writer.appendOPT(responseCode: .noError, dnssecOK: extensions.dnssecOK, options: options)
            header.additionalCount = 1
        }
        options = AnswerOptions()
        writer.finish(header, into: &octets)
    }

    private mutating func appendRecords(to writer: inout MessageWriter) -> UInt16 {
        var count: UInt16 = 0
        while let record = next, writer.append(ifItFits: record) {
            count &+= 1
            next = source()
        }
        precondition(count > 0 || isFinished, "no record of a zone is longer than a message")
        recordCount += Int(count)
        return count
    }

    private var header: MessageHeader {
        var flags: MessageHeader.Flags = .authoritative
        if query.recursionDesired { flags.insert(.recursionDesired) }
        if query.checkingDisabled { flags.insert(.checkingDisabled) }
        return MessageHeader(respondingTo: query.identifier, opcode: 0, .noError, flags: flags, questionCount: 1)
    }
}
