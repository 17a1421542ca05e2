/// What goes back to a client, before it is octets.
package struct Response: Hashable, Sendable {
    /// How the query ended.
    package var responseCode: ResponseCode
    /// Whether this server is the authority for the question's name (RFC 1035 §4.1.1).
    package var isAuthoritative: Bool
    /// Whether every record of the answer and the authority section was validated (AD, RFC 4035 §3.2.3).
    package var isAuthentic = false
    /// Whether names outside the zones are resolved here.
    package var recursionAvailable: Bool
    /// Whether records of others are in it, whose names keep their letters' case (RFC 1035 §2.3.3).
    package var keepsSpelling = false
    /// The records that answer, a CNAME before what it points to.
    package var answer: [ResourceRecord]
    /// The SOA of a negative answer (RFC 2308 §3).
    package var authority: [ResourceRecord]
    /// Records that save the next question; the first to be left out where space is short (RFC 2181 §9).
    package var additional: [ResourceRecord]
    /// Why the answer is as it is, for clients that speak EDNS.
    package var extendedError: ExtendedDNSError?

    /// A response of these parts.
    package init(
        _ responseCode: ResponseCode, isAuthoritative: Bool = false, recursionAvailable: Bool = false, answer: [ResourceRecord] = [],
        authority: [ResourceRecord] = [], additional: [ResourceRecord] = [], extendedError: ExtendedDNSError? = nil
    ) {
        self.responseCode = responseCode
        self.isAuthoritative = isAuthoritative
        self.recursionAvailable = recursionAvailable
        self.answer = answer
        self.authority = authority
        self.additional = additional
        self.extendedError = extendedError
    }
}
