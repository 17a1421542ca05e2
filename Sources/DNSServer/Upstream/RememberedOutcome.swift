package import DNSModel

/// What is remembered, and what time has made of it. To tell it costs a copy of all records, which is not made behind the lock
/// that all who ask wait for.
package struct RememberedOutcome: Hashable, Sendable {
    private let known: UpstreamOutcome
    private let times: Times

    private enum Times: Hashable {
        case asKnown
        /// They were counted down for so many seconds.
        case aged(UInt32)
        /// They are all this.
        case all(UInt32)
    }

    /// What was just learnt.
    package init(_ outcome: UpstreamOutcome) {
        known = outcome
        times = .asKnown
    }

    /// An answer after so many seconds.
    package init(_ answer: UpstreamAnswer, agedBy seconds: UInt32) {
        known = .answer(answer, nil)
        times = seconds == 0 ? .asKnown : .aged(seconds)
    }

    /// An answer whose time is over.
    package init(stale answer: UpstreamAnswer, timeToLive: UInt32, _ error: ExtendedDNSError) {
        known = .answer(answer, error)
        times = .all(timeToLive)
    }

    /// What is said of it.
    package var outcome: UpstreamOutcome {
        guard case .answer(let answer, let error) = known else { return known }
        return switch times {
        case .asKnown: known
        case .aged(let seconds): .answer(answer.aged(by: seconds), error)
        case .all(let timeToLive): .answer(answer.with(timeToLive: timeToLive), error)
        }
    }
}
