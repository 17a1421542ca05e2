package import DNSModel

/// What is to be done for a query.
package enum AnswerStep: Hashable, Sendable {
    /// This goes back to the client.
    case response(Response)
    /// This is asked upstream first.
    indirect case ask(Inquiry)
}
