/// What became of a question that was asked upstream.
package enum UpstreamOutcome: Hashable, Sendable {
    /// An answer; with an error beside it where it is not as good as it might be, being stale (RFC 8767).
    case answer(UpstreamAnswer, ExtendedDNSError?)
    /// None, and why.
    case failure(ExtendedDNSError)
}
