/// How long one connection may stay, told from what its client did. Time is handed in.
package struct ConnectionDeadlines: Sendable {
    private let limits: TCPLimits
    private var expected: Expected
    private var owed = Owed.nothing
    /// When the oldest of the answers was asked for that are still to be found.
    private var awaitsSince: ContinuousClock.Instant?
    private var hasClientFinished = false
    /// When the last whole message came, or the connection, or the last answer was found or taken: who is quiet longest goes
    /// first.
    package private(set) var quietSince: ContinuousClock.Instant

    /// What is expected of the client next.
    private enum Expected {
        /// A message; there is none of it.
        case message
        /// The rest of a message whose first octet came then.
        case rest(since: ContinuousClock.Instant)
    }

    /// What the client has yet to read.
    private enum Owed {
        case nothing
        /// The octets before this one of all that were ever queued, since then.
        case octets(before: UInt64, since: ContinuousClock.Instant)
    }

    /// Whether the connection may stay.
    package enum Verdict: Hashable, Sendable {
        case stay
        /// It has been quiet for too long.
        case idle
        /// A message did not come to its end in time.
        case messageLate
        /// The client does not read its answers.
        case answersUnread
        /// An answer was not found in time.
        case answerMissing
    }

    /// A connection that was opened now.
    package init(limits: TCPLimits, openedAt now: ContinuousClock.Instant) {
        self.limits = limits
        expected = .message
        quietSince = now
    }

    /// Octets were looked at: whether they ended a message, and whether they left a part of the next one. The clock of a
    /// message starts with its first octet and not again with every read, lest one octet at a time keep a connection for ever.
    package mutating func read(endedMessage: Bool, leftPart: Bool, at now: ContinuousClock.Instant) {
        if endedMessage { quietSince = now }
        switch (expected, leftPart) {
        case (_, false): expected = .message
        case (.message, true): expected = .rest(since: now)
        case (.rest, true): if endedMessage { expected = .rest(since: now) }
        }
    }

    /// Answers were queued or sent: the totals of octets now. What waits now gets one time limit, whatever comes after it:
    /// a client that reads keeps its connection, one that takes an octet now and then does not.
    package mutating func wrote(queued: UInt64, sent: UInt64, at now: ContinuousClock.Instant) {
        switch owed {
        case .octets(let before, _) where sent < before:
            return
        case .nothing where queued == sent:
            return
        case .nothing, .octets:
            owed = queued == sent ? .nothing : .octets(before: queued, since: now)
            quietSince = now
        }
    }

    /// An answer was found: since when the oldest of the others is waited for, if there are any, and so the client is not
    /// what is waited for.
    package mutating func found(oldestOfOthers: ContinuousClock.Instant?, at now: ContinuousClock.Instant) {
        awaitsSince = oldestOfOthers
        quietSince = now
    }

    /// An answer has yet to be found.
    package mutating func awaits(at now: ContinuousClock.Instant) {
        if awaitsSince == nil { awaitsSince = now }
    }

    /// The client sends no more.
    package mutating func clientFinished() {
        hasClientFinished = true
    }

    /// Whether nothing is under way, so that being quiet for too long is all that can end the connection.
    package var isQuiet: Bool {
        if case (.message, .nothing, nil) = (expected, owed, awaitsSince) { true } else { false }
    }

    /// What to do with the connection now.
    package func verdict(at now: ContinuousClock.Instant) -> Verdict {
        if case .octets(_, let since) = owed, now - since >= limits.unread { return .answersUnread }
        if case .rest(let since) = expected, now - since >= limits.message { return .messageLate }
        if let awaitsSince { return now - awaitsSince >= longestWait ? .answerMissing : .stay }
        if case (.message, .nothing) = (expected, owed), now - quietSince >= limits.idle { return .idle }
        return .stay
    }

    private var longestWait: Duration {
        hasClientFinished ? min(limits.awaited, limits.awaitedAfterEnd) : limits.awaited
    }
}
