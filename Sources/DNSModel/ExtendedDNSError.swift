/// Why an answer is as it is (RFC 8914): for people, no client may act on it.
package struct ExtendedDNSError: Hashable, Sendable {
    /// What kind of reason it is.
    package let code: Code
    /// The reason in words, as UTF-8; it is left out where space is short.
    package let text: String

    /// A reason of this kind.
    package init(_ code: Code, _ text: String) {
        self.code = code
        self.text = text
    }

    /// The INFO-CODE: those of RFC 8914 §4 that this server gives of its own.
    package enum Code: UInt16, Hashable, Sendable {
        /// Only the text tells.
        case other = 0
        /// The answer's time is over, and nobody could be reached for a new one.
        case staleAnswer = 3
        /// The answer fails DNSSEC validation.
        case bogus = 6
        /// The same as `staleAnswer`, for a name that did not exist.
        case staleNameError = 19
        /// The client may not ask this.
        case prohibited = 18
        /// The name belongs to somebody else.
        case notAuthoritative = 20
        /// The server does not do this.
        case notSupported = 21
        /// No server that could know answered in time, or answered usefully.
        case noReachableAuthority = 22
        /// Something went wrong on the way to another server.
        case networkError = 23
    }
}
