/// What became of TCP connections since the start, and what there is of them now.
package struct TCPCounters: Hashable, Sendable {
    /// Connections that were accepted.
    package var accepted: UInt64 = 0
    /// Connections turned away because no descriptor was left.
    package var turnedAway: UInt64 = 0
    /// Messages that were answered, or met with silence.
    package var messages: UInt64 = 0
    /// Connections that ended, by why they did.
    package var closed: [ConnectionEnd: UInt64] = [:]
    /// Answers that were waited for when their connection ended.
    package var abandoned: UInt64 = 0
    /// Connections that are open now.
    package var open = 0
    /// Octets of answers that wait for clients to read, now.
    package var unsentOctets = 0

    /// Nothing yet.
    package init() {}
}

/// Why a connection ended.
package enum ConnectionEnd: Hashable, Sendable {
    /// The client was done.
    case finished
    /// The client went without a farewell.
    case lost
    /// The client sent what is no message.
    case violation(MessageFraming.Violation)
    /// The client was quiet for too long.
    case idle
    /// A message did not come to its end in time.
    case messageLate
    /// The client did not read its answers.
    case answersUnread
    /// An answer that was waited for never came.
    case answerMissing
    /// A newcomer needed the place.
    case displaced
    /// The answerer gave what does not fit a message.
    case answerTooLong
    /// The server ended.
    case stopped
}
