/// The two ways that a message goes (RFC 1035 §4.2).
package enum MessageTransport: Hashable, Sendable, CaseIterable {
    /// UDP.
    case datagram
    /// TCP.
    case stream
}
