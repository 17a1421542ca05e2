/// How many may wait for answers from upstream, and for how long.
package struct WaitingLimits: Hashable, Sendable {
    /// The most that wait, over all questions.
    package let concurrency: Int
    /// How long a client waits at most.
    package let timeout: Duration

    /// Limits of this number and time.
    package init(concurrency: Int, timeout: Duration) {
        self.concurrency = concurrency
        self.timeout = timeout
    }

    /// How long a client waits where a stale answer is at hand: RFC 8767 §5 has 1.8 s.
    package var patienceBeforeStale: Duration {
        min(.milliseconds(1_800), timeout / 2)
    }
}
