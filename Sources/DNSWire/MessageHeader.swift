import DNSModel

/// The twelve octets at the front of every message (RFC 1035 §4.1.1).
struct MessageHeader {
    /// Octets of a header.
    static let length = 12

    let identifier: UInt16
    var flags: Flags
    var questionCount: UInt16
    var answerCount: UInt16
    var authorityCount: UInt16
    var additionalCount: UInt16

    /// The bits of the third and fourth octet; the opcode is in bits 11...14, the response code in 0...3.
    struct Flags: OptionSet {
        let rawValue: UInt16

        static let response = Flags(rawValue: 1 << 15)
        static let authoritative = Flags(rawValue: 1 << 10)
        static let truncated = Flags(rawValue: 1 << 9)
        static let recursionDesired = Flags(rawValue: 1 << 8)
        static let recursionAvailable = Flags(rawValue: 1 << 7)
        static let authentic = Flags(rawValue: 1 << 5)
        static let checkingDisabled = Flags(rawValue: 1 << 4)
    }
}

extension MessageHeader {
    /// The header at the front of a packet; nil when the packet is shorter.
    init?(of packet: Span<UInt8>) {
        var reader = PacketReader(at: 0)
        guard let identifier = reader.uint16(of: packet), let flags = reader.uint16(of: packet),
            let questions = reader.uint16(of: packet), let answers = reader.uint16(of: packet),
            let authorities = reader.uint16(of: packet), let additionals = reader.uint16(of: packet)
        else { return nil }
        self.init(
            identifier: identifier, flags: Flags(rawValue: flags), questionCount: questions, answerCount: answers,
            authorityCount: authorities, additionalCount: additionals)
    }

    /// The header of a response with no records yet: the lower four bits of the code (RFC 6891 §6.1.3).
    init(respondingTo identifier: UInt16, opcode: UInt8, _ responseCode: ResponseCode, flags: Flags, questionCount: UInt16) {
        let numbers = Flags(rawValue: UInt16(opcode & 0xF) << 11 | responseCode.rawValue & 0xF)
        self.init(
            identifier: identifier, flags: flags.union(.response).union(numbers), questionCount: questionCount, answerCount: 0,
            authorityCount: 0, additionalCount: 0)
    }

    /// What kind of request this is: 0 for QUERY.
    var opcode: UInt8 {
        UInt8(truncatingIfNeeded: flags.rawValue >> 11 & 0xF)
    }

    /// The six numbers in the order of the wire.
    var words: [6 of UInt16] {
        [identifier, flags.rawValue, questionCount, answerCount, authorityCount, additionalCount]
    }

    /// The answer to a message with this header that is refused with this code.
    func rejection(
        _ responseCode: ResponseCode, question: [UInt8] = [], extensions: ExtensionMechanisms? = nil,
        cookie: ClientCookie? = nil, signature: [UInt8] = []
    ) -> Rejection {
        Rejection(
            responseCode, identifier: identifier, opcode: opcode, recursionDesired: flags.contains(.recursionDesired),
            checkingDisabled: flags.contains(.checkingDisabled), question: question, extensions: extensions, cookie: cookie,
            signature: signature)
    }

    /// The answer to a message with this header and such a fault behind its question.
    func rejection(_ fault: AdditionalSection.Fault, question: [UInt8], extensions: ExtensionMechanisms?) -> Rejection {
        switch fault {
        case .malformed: rejection(.formatError, question: question, extensions: extensions)
        case .signed(let signature):
            rejection(.notAuthorized, question: question, extensions: extensions, signature: signature.octets)
        }
    }
}
