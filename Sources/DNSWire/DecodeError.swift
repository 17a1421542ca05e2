/// Why octets are no query.
package enum DecodeError: Error, Hashable, Sendable {
    /// Nothing may be sent back.
    case silence(Silence)
    /// This has to be sent back.
    case rejection(Rejection)

    /// What has to be sent back; nil: nothing.
    package var rejection: Rejection? {
        if case .rejection(let rejection) = self { rejection } else { nil }
    }
}

/// Why nothing is sent back: whoever answers these can be made to answer without end.
package enum Silence: Hashable, Sendable {
    /// Fewer octets than a header has: no identifier to answer to.
    case shortHeader
    /// The message is itself a response (QR is set).
    case response
}
