/// What the servers upstream said of one question: checked records, and how far they can be believed.
package struct UpstreamAnswer: Hashable, Sendable {
    /// NOERROR or NXDOMAIN: everything else is a failure.
    package let responseCode: ResponseCode
    /// What DNSSEC says of it.
    package let validation: Validation
    /// The answer section: aliases first, as they came.
    package let answer: [ResourceRecord]
    /// The authority section: the SOA of a negative answer, and what proves it.
    package let authority: [ResourceRecord]

    /// An answer of these parts.
    package init(responseCode: ResponseCode, validation: Validation, answer: [ResourceRecord], authority: [ResourceRecord]) {
        self.responseCode = responseCode
        self.validation = validation
        self.answer = answer
        self.authority = authority
    }

    /// What DNSSEC says of an answer (RFC 4035 §4.3).
    package enum Validation: Hashable, Sendable {
        /// Its zone is not signed, or nothing is validated.
        case insecure
        /// Every signature was verified.
        case secure
        /// A signature that must be there is missing or wrong; why, for people.
        case bogus(String)
    }
}
