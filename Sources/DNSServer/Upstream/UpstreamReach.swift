package import DNSModel

/// Whether upstream answers at all, told from what becomes of the questions. Time is handed in.
package struct UpstreamReach {
    /// So many questions meet silence, with none answered between them, before upstream counts as lost: single names may never be
    /// answered.
    package static let leastSilences = 3
    /// So long they do at least.
    package static let leastTime = Duration.seconds(2)
    /// A failure after so long is silence. One that comes sooner may be what upstream says of its name: libunbound tells no difference.
    package static let silence = Duration.seconds(2)
    /// So many names fail soon, with none answered between them, before upstream counts as lost.
    package static let leastNames = 10
    /// So long they do at least.
    package static let leastTimeOfNames = Duration.seconds(10)

    private var run = Run()
    private var losses = Throttle(times: 3, in: .seconds(60))
    private var untold = 0

    /// The questions since the last that was answered.
    fileprivate struct Run {
        var failures = 0
        var silences = 0
        var failingSince: ContinuousClock.Instant?
        var silentSince: ContinuousClock.Instant?
        /// Those that failed: no more than count.
        var names: Set<DomainName> = []
        var isTold = false
    }

    /// Something worth a line in the log.
    package enum Change: Hashable {
        /// None of so many questions was answered; so often that was not told before, having happened too often.
        case lost(failures: Int, untold: Int)
        /// One was answered, after so long.
        case back(after: Duration)
    }

    /// One that answers, as far as is known.
    package init() {}

    /// A question was answered.
    package mutating func answered(at now: ContinuousClock.Instant) -> Change? {
        defer { run = Run() }
        guard run.isTold, let since = run.failingSince else {
            if run.isLost(at: now) { untold += 1 }
            return nil
        }
        return .back(after: now - since)
    }

    /// A question about this name was not answered, or not usefully, and that was known after so long.
    package mutating func failed(_ name: DomainName, after time: Duration, at now: ContinuousClock.Instant) -> Change? {
        time < Self.silence ? run.failed(name, at: now) : run.wasSilent(at: now)
        return loss(at: now)
    }

    /// Nothing came for a question until its deadline.
    package mutating func wasSilent(at now: ContinuousClock.Instant) -> Change? {
        run.wasSilent(at: now)
        return loss(at: now)
    }

    private mutating func loss(at now: ContinuousClock.Instant) -> Change? {
        guard !run.isTold, run.isLost(at: now), losses.admits(at: now) else { return nil }
        run.isTold = true
        defer { untold = 0 }
        return .lost(failures: run.failures, untold: untold)
    }
}

extension UpstreamReach.Run {
    fileprivate mutating func failed(_ name: DomainName, at now: ContinuousClock.Instant) {
        count(at: now)
        if names.count < UpstreamReach.leastNames { names.insert(name) }
    }

    fileprivate mutating func wasSilent(at now: ContinuousClock.Instant) {
        count(at: now)
        silences += 1
        silentSince = silentSince ?? now
    }

    private mutating func count(at now: ContinuousClock.Instant) {
        failures += 1
        failingSince = failingSince ?? now
    }

    fileprivate func isLost(at now: ContinuousClock.Instant) -> Bool {
        if let silentSince, silences >= UpstreamReach.leastSilences, now - silentSince >= UpstreamReach.leastTime { return true }
        guard let failingSince, names.count >= UpstreamReach.leastNames else { return false }
        return now - failingSince >= UpstreamReach.leastTimeOfNames
    }
}
