/// The answers that one connection waits for, the oldest first.
struct AwaitedAnswers {
    private var entries: [(answer: LaterAnswer, since: ContinuousClock.Instant)] = []

    var count: Int {
        entries.count
    }

    var isEmpty: Bool {
        entries.isEmpty
    }

    /// Since when the oldest is waited for.
    var oldest: ContinuousClock.Instant? {
        entries.first?.since
    }

    mutating func insert(_ answer: LaterAnswer, at now: ContinuousClock.Instant) {
        entries.append((answer, now))
    }

    mutating func remove(_ answer: LaterAnswer) {
        entries.removeAll { $0.answer === answer }
    }

    /// Abandons all of them.
    mutating func abandon() {
        let abandoned = entries
        entries = []
        for entry in abandoned { entry.answer.abandon() }
    }
}
