/// Whether upstream answers at all, told from what becomes of the questions. Time is handed in.
package struct UpstreamReach {
    /// So many questions fail, with none answered between them, before upstream counts as lost: single names may never be answered.
    package static let leastFailures = 3
    /// So long they fail at least.
    package static let leastTime = Duration.seconds(2)

    private var failures = 0
    private var failingSince: ContinuousClock.Instant?
    private var isLost = false

    /// Something worth a line in the log.
    package enum Change: Hashable {
        /// None of so many questions was answered.
        case lost(failures: Int)
        /// One was answered, after so long.
        case back(after: Duration)
    }

    /// One that answers, as far as is known.
    package init() {}

    /// A question was answered.
    package mutating func answered(at now: ContinuousClock.Instant) -> Change? {
        defer { self = UpstreamReach() }
        guard isLost, let failingSince else { return nil }
        return .back(after: now - failingSince)
    }

    /// A question was not answered, or not usefully.
    package mutating func failed(at now: ContinuousClock.Instant) -> Change? {
        failures += 1
        let since = failingSince ?? now
        failingSince = since
        guard !isLost, failures >= Self.leastFailures, now - since >= Self.leastTime else { return nil }
        isLost = true
        return .lost(failures: failures)
    }
}
