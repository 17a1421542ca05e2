package import DNSModel

/// What an answer without records is made of: where no `Query` could be had, or nothing more is to be said.
package struct Rejection: Hashable, Sendable {
    /// Why.
    package var responseCode: ResponseCode
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
    /// What the OPT record says that came and could be read: then one goes back (RFC 6891 §6.1.1, §7).
    package let extensions: ExtensionMechanisms?
    /// The cookie of a client that wants no more than one; with it `extensions`.
    package let cookie: ClientCookie?
    /// The TSIG record that goes back last; empty: none.
    package let signature: [UInt8]

    /// A rejection of these parts.
    package init(
        _ responseCode: ResponseCode, identifier: UInt16, opcode: UInt8 = 0, recursionDesired: Bool = false,
        checkingDisabled: Bool = false, question: [UInt8] = [], extensions: ExtensionMechanisms? = nil,
        cookie: ClientCookie? = nil, signature: [UInt8] = []
    ) {
        self.responseCode = responseCode
        self.identifier = identifier
        self.opcode = opcode
        self.recursionDesired = recursionDesired
        self.checkingDisabled = checkingDisabled
        self.question = question
        self.extensions = extensions
        self.cookie = cookie
        self.signature = signature
    }
}

extension Rejection {
    /// The same for a client that is not allowed to ask: header and question alone, and never an answer that it wanted, nor a code
    /// of which the header has no more than NOERROR, nor one that speaks of its key.
    package var forStrangers: Rejection {
        Rejection(
            [.noError, .badVersion, .notAuthorized].contains(responseCode) ? .refused : responseCode, identifier: identifier,
            opcode: opcode,
            recursionDesired: recursionDesired,
            checkingDisabled: checkingDisabled, question: question)
    }

    /// The refusal of a query that was read: header and question, and so never longer than the query.
    package init(_ responseCode: ResponseCode, of query: Query) {
        let numbers = [query.question.type.rawValue, query.question.recordClass.rawValue]
        self.init(
            responseCode, identifier: query.identifier, recursionDesired: query.recursionDesired,
            checkingDisabled: query.checkingDisabled,
            question: query.question.name.octets + numbers.flatMap { [UInt8(truncatingIfNeeded: $0 >> 8), UInt8(truncatingIfNeeded: $0)] })
    }
}
