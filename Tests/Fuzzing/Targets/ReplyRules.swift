package import DNSModel

/// What every reply to one message must be, whatever it says.
package struct ReplyRules {
    private let message: [UInt8]
    private let transport: MessageTransport
    private let isAllowed: Bool
    /// Where the question is; nil where no plain name is there with a type and a class.
    private let question: Range<Int>?

    /// The rules of replies to this message, from a client that is answered or not.
    package init(to message: [UInt8], over transport: MessageTransport, isAllowed: Bool) {
        self.message = message
        self.transport = transport
        self.isAllowed = isAllowed
        question = Self.question(of: message)
    }

    /// RFC 9715: what crosses the Internet in one piece.
    private static let mostOverUDP = 1_232

    private static func question(of message: [UInt8]) -> Range<Int>? {
        var position = 12
        while position < message.count {
            let length = Int(message[position])
            guard length < 64 else { return nil }
            position += length + 1
            if length == 0 { return position + 4 <= message.count ? 12..<(position + 4) : nil }
        }
        return nil
    }

    /// What is wrong with a reply; nil for nothing.
    package func finding(in reply: [UInt8]) -> Finding? {
        do throws(Finding) {
            _ = try check(reply)
            return nil
        } catch {
            return error
        }
    }

    /// Reads a reply; nil for silence, which has to be where it is.
    func check(_ reply: [UInt8]) throws(Finding) -> MessageOutline? {
        let isSilent = message.count < 12 || message[2] & 0x80 != 0
        if isSilent || reply.isEmpty {
            try Finding.unless(isSilent && reply.isEmpty, isSilent ? "a reply to what is no query" : "no reply")
            return nil
        }
        let outline = try MessageReader.message(reply)
        try checkHeader(outline)
        try checkQuestion(outline, of: reply)
        try checkLength(outline, reply.count)
        try checkAccess(outline, reply.count)
        try checkSections(outline)
        return outline
    }

    /// Reads one message of a transfer, which may leave the question out behind the first.
    func checkTransfer(_ reply: [UInt8]) throws(Finding) -> MessageOutline? {
        let outline = try MessageReader.message(reply)
        try checkHeader(outline)
        try Finding.unless(reply.count <= 65_535 && outline.responseCode == 0 && outline.answer.count > 0, "a broken transfer")
        return outline
    }

    private func checkHeader(_ outline: MessageOutline) throws(Finding) {
        try Finding.unless(outline.identifier == UInt16(message[0]) << 8 | UInt16(message[1]), "another ID")
        let flags = UInt16(message[2]) << 8 | UInt16(message[3])
        try Finding.unless(outline.flags & 0x8000 != 0, "QR is not set")
        try Finding.unless(outline.flags & 0x7900 == flags & 0x7900, "the opcode or RD did not come back")
        try Finding.unless(outline.flags & 0x0040 == 0, "the reserved bit is set")
        try Finding.unless(transport == .datagram || !outline.isTruncated, "TC over TCP")
    }

    private func checkQuestion(_ outline: MessageOutline, of reply: [UInt8]) throws(Finding) {
        guard !outline.question.isEmpty else { return }
        try Finding.unless(question == outline.question, "another question than was asked")
        for index in outline.question where reply[index] != message[index] { throw Finding("the question is spelt otherwise") }
    }

    private func checkLength(_ outline: MessageOutline, _ count: Int) throws(Finding) {
        guard transport == .datagram else { return }
        try Finding.unless(count <= Self.mostOverUDP, "\(count) octets over UDP")
        let hasAdditional = message[10] | message[11] != 0
        try Finding.unless(hasAdditional || count <= 512, "\(count) octets to a client without EDNS")
        try Finding.unless(hasAdditional || outline.additional.options == 0, "OPT to a client without EDNS")
    }

    /// Who is not answered is sent no more than came.
    private func checkAccess(_ outline: MessageOutline, _ count: Int) throws(Finding) {
        guard !isAllowed else { return }
        try Finding.unless(outline.answer.count + outline.authority.count == 0, "records for a stranger")
        try Finding.unless(outline.responseCode != 5 || count <= message.count, "a refusal of \(count) octets for \(message.count)")
    }

    /// An answer is about the name, and one that says no has its SOA (RFC 2308 §2).
    private func checkSections(_ outline: MessageOutline) throws(Finding) {
        guard outline.flags & 0x7800 == 0, !outline.question.isEmpty, !outline.isTruncated else { return }
        if let owner = outline.answer.firstOwner { try Finding.unless(owner == outline.questionName, "an answer about another name") }
        let saysNo = outline.answer.count == 0 && (outline.responseCode == 0 || outline.responseCode == 3)
        try Finding.unless(!saysNo || outline.authority.firstType == 6, "no SOA beside NODATA or NXDOMAIN")
    }
}
