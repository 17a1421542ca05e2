/// When a server asks itself, and what follows from the answers: a state machine without a clock.
///
/// One round after the start; with a watchdog, one at every half of its interval. A round asks again and again until everything is seen to.
package struct SelfTestSchedule {
    /// What follows from an attempt.
    package enum Outcome: Hashable, Sendable {
        /// Everything has answered; whether that had been missed.
        case passed(isMended: Bool)
        /// These have not answered for too long. It is said once a round.
        case missed([SelfTestRound.Part])
    }

    /// How long the first round may take before it is an error: a thousand times what it takes.
    package static let firstPatience = Duration.seconds(1)
    /// The intervals of a watchdog that can be kept.
    private static let intervals = Duration.milliseconds(100)...Duration.seconds(86_400)
    /// The pauses between two attempts of a round.
    private static let pauses = Duration.milliseconds(10)...Duration.seconds(1)

    /// That of the watchdog.
    private let interval: Duration?
    private var roundBegan: ContinuousClock.Instant
    private var patience = Self.firstPatience
    private var hasMissed = false

    /// When to ask next; nil: never again.
    package private(set) var nextAttempt: ContinuousClock.Instant?

    /// A schedule whose first round begins at once; the interval is that of a watchdog, if there is one.
    package init(watchdog interval: Duration?, now: ContinuousClock.Instant) {
        self.interval = interval.map { min(max($0, Self.intervals.lowerBound), Self.intervals.upperBound) }
        roundBegan = now
        nextAttempt = now
    }

    /// Takes in what has not answered after an attempt.
    package mutating func attempted(unseen: [SelfTestRound.Part], now: ContinuousClock.Instant) -> Outcome? {
        guard unseen.isEmpty else {
            nextAttempt = now + min(max(patience / 10, Self.pauses.lowerBound), Self.pauses.upperBound)
            guard !hasMissed, now - roundBegan >= patience else { return nil }
            hasMissed = true
            return .missed(unseen)
        }
        defer { beginNextRound(now) }
        return .passed(isMended: hasMissed)
    }

    /// Half of the interval is left then, and what does not answer is told before it is over.
    private mutating func beginNextRound(_ now: ContinuousClock.Instant) {
        hasMissed = false
        nextAttempt = interval.map { max(roundBegan + $0 / 2, now) }
        guard let interval, let nextAttempt else { return }
        roundBegan = nextAttempt
        patience = interval / 4
    }
}
