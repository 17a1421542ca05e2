/// What becomes of a query by the limits.
package enum LimitVerdict: Hashable, Sendable {
    /// It is answered.
    case answer
    /// It is not: another of the same client would be no better off.
    case silence
    /// It gets TC and nothing else: whoever is really there comes again over TCP.
    case truncation
    /// It is refused, over TCP: a client that waits in vain would connect again.
    case refusal
}
