/// Whether upstream answers at all, told from what becomes of the questions and, where all of them fail, of questions of our own:
/// single names may never be answered though upstream is well. Time is handed in.
package struct UpstreamReach {
    /// So many questions fail, with none answered between them, before upstream is asked whether it is there.
    package static let leastFailures = 3
    /// So long they fail at least.
    package static let leastTime = Duration.seconds(2)
    /// How often it is asked.
    package static let interval = Duration.seconds(1)

    private var failures = 0
    private var failingSince: ContinuousClock.Instant?
    private var lastAsked: ContinuousClock.Instant?
    private var isLost = false

    /// Something worth a line in the log.
    package enum Change: Hashable {
        /// None of so many questions was answered, nor ours.
        case lost(failures: Int)
        /// One was answered, after so long.
        case back(after: Duration)
    }

    /// One that answers, as far as is known.
    package init() {}

    /// A question was answered, or ours: what failed before was the names' fault, or is over.
    package mutating func answered(at now: ContinuousClock.Instant) -> Change? {
        defer { self = UpstreamReach() }
        guard isLost, let failingSince else { return nil }
        return .back(after: now - failingSince)
    }

    /// A question was not answered, or not usefully.
    package mutating func failed(at now: ContinuousClock.Instant) {
        failures &+= 1
        failingSince = failingSince ?? now
    }

    /// Whether upstream is to be asked now. When it is for the second time, the first was in vain.
    package mutating func look(at now: ContinuousClock.Instant) -> (asks: Bool, change: Change?) {
        guard failures >= Self.leastFailures, let failingSince, now - failingSince >= Self.leastTime,
            lastAsked.map({ now - $0 >= Self.interval }) ?? true
        else { return (false, nil) }
        defer { lastAsked = now }
        guard lastAsked != nil, !isLost else { return (true, nil) }
        isLost = true
        return (true, .lost(failures: failures))
    }
}
