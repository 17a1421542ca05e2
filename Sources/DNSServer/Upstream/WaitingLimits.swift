/// How many may wait for answers from upstream, and for how long.
package struct WaitingLimits: Hashable, Sendable {
    /// The most that wait, over all questions, and the most questions that the engine works on.
    package let concurrency: Int
    /// How long a client waits at most.
    package let timeout: Duration

    /// Limits of this number and time.
    package init(concurrency: Int, timeout: Duration) {
        self.concurrency = concurrency
        self.timeout = timeout
    }

    /// The most that one client waits for or has left to the engine: it may not take what others need.
    package var share: Int {
        max(1, concurrency / 2)
    }

    /// How long the engine works on a question that nobody answers: libunbound gives up after some nine seconds (decision 0010).
    package var engineTime: Duration {
        .seconds(10)
    }

    /// How long a client waits where a stale answer is at hand: RFC 8767 §5 has 1.8 s.
    package var patienceBeforeStale: Duration {
        min(.milliseconds(1_800), timeout / 2)
    }
}
