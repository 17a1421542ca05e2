package import DNSModel

/// What an answer of header and question is made of: where no `Query` could be had, or nothing more is to be said.
package struct Rejection: Hashable, Sendable {
    /// Why.
    package let responseCode: ResponseCode
    /// Goes back as it came.
    package let identifier: UInt16
    /// Goes back as it came: 0...15.
    package let opcode: UInt8
    /// Goes back as it came (RFC 1035 §4.1.1).
    package let recursionDesired: Bool
    /// Goes back as it came (RFC 4035 §3.1.6).
    package let checkingDisabled: Bool
    /// The question's octets: name, type and class; empty where it could not be read, or must not be.
    package let question: [UInt8]

    /// A rejection of these parts.
    package init(
        _ responseCode: ResponseCode, identifier: UInt16, opcode: UInt8 = 0, recursionDesired: Bool = false,
        checkingDisabled: Bool = false, question: [UInt8] = []
    ) {
        self.responseCode = responseCode
        self.identifier = identifier
        self.opcode = opcode
        self.recursionDesired = recursionDesired
        self.checkingDisabled = checkingDisabled
        self.question = question
    }
}

extension Rejection {
    /// The refusal of a query that was read: header and question, and so never longer than the query.
    package init(_ responseCode: ResponseCode, of query: Query) {
        let numbers = [query.question.type.rawValue, query.question.recordClass.rawValue]
        self.init(
            responseCode, identifier: query.identifier, recursionDesired: query.recursionDesired,
            checkingDisabled: query.checkingDisabled,
            question: query.question.name.octets + numbers.flatMap { [UInt8(truncatingIfNeeded: $0 >> 8), UInt8(truncatingIfNeeded: $0)] })
    }
}
