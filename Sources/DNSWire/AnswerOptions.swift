import DNSModel

/// What the OPT record of an answer says besides the response: what is true of this server, and whether there is a cookie.
package struct AnswerOptions: Hashable, Sendable {
    /// The most octets of an identity: what is cut from an answer for it is little.
    package static let longestIdentity = 128

    /// Who this server is, in octets of its own choice (RFC 5001); empty: it does not say.
    package var identity: [UInt8]
    /// How long a connection may be idle, in units of 100 ms (RFC 7828 §3.1); nil where there is none.
    package var idleTime: UInt16?
    /// Whether room is left for a cookie, as the last octets of the answer.
    package var hasCookie: Bool

    /// What can be said; the identity has at most `longestIdentity` octets.
    package init(identity: [UInt8] = [], idleTime: UInt16? = nil, hasCookie: Bool = false) {
        precondition(identity.count <= Self.longestIdentity, "the configuration has no longer one")
        self.identity = identity
        self.idleTime = idleTime
        self.hasCookie = hasCookie
    }

    /// Of these what a client asks for.
    func asked(by extensions: ExtensionMechanisms) -> AnswerOptions {
        AnswerOptions(
            identity: extensions.asksIdentity ? identity : [], idleTime: extensions.asksIdleTime ? idleTime : nil, hasCookie: hasCookie)
    }

    /// The octets of all options with their numbers and lengths.
    var length: Int {
        (identity.isEmpty ? 0 : 4 + identity.count) + (idleTime == nil ? 0 : 4 + 2) + (hasCookie ? 4 + CookieOption.length : 0)
    }
}
