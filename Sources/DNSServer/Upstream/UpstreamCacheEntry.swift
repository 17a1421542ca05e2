package import DNSModel

/// What is remembered of one question: an answer, the failure to get one, or both. Time is handed in.
package struct UpstreamCacheEntry: Hashable, Sendable {
    private var known: Known?
    private var failed: Failed?

    fileprivate struct Known: Hashable {
        let answer: UpstreamAnswer
        let since: ContinuousClock.Instant
        let freshUntil: ContinuousClock.Instant
        let staleUntil: ContinuousClock.Instant
        /// From then on a client's question has it fetched anew. Whole seconds after `since`: finished answers end there, and count
        /// their seconds back from their end.
        let dueAt: ContinuousClock.Instant
    }

    fileprivate struct Failed: Hashable {
        let error: ExtendedDNSError
        let at: ContinuousClock.Instant
    }

    /// How long it is remembered that nobody could answer (RFC 9520 §3.2 asks for one second at least).
    package static let failureTime = Duration.seconds(1)
    /// The most that an answer which fails validation is remembered: its zone may be mended.
    package static let maximumBogusTime: UInt32 = 60
    /// How long after a failure stale answers are given at once (RFC 8767 §5: the failure recheck timer).
    package static let recheckTime = Duration.seconds(5)
    /// The TTL of stale records (RFC 8767 §4).
    package static let staleTimeToLive: UInt32 = 30

    /// What an answer leaves; nil where its time is none.
    package init?(_ answer: UpstreamAnswer, _ rules: UpstreamCacheRules, at now: ContinuousClock.Instant) {
        let seconds = Self.seconds(of: answer)
        guard seconds > 0 else { return nil }
        let freshUntil = now + .seconds(seconds)
        let mayBeStale = !answer.isBogus
        known = Known(
            answer: answer, since: now, freshUntil: freshUntil,
            staleUntil: mayBeStale ? freshUntil + .seconds(Int64(rules.staleSeconds)) : freshUntil,
            dueAt: rules.prefetches ? now + .seconds(max(1, seconds * 9 / 10)) : freshUntil)
    }

    /// What a failure leaves: the answer that was known stays, for as long as it may be given.
    package init(_ error: ExtendedDNSError, insteadOf entry: UpstreamCacheEntry?, at now: ContinuousClock.Instant) {
        known = entry?.known.flatMap { $0.staleUntil > now ? $0 : nil }
        failed = Failed(error: error, at: now)
    }

    private static func seconds(of answer: UpstreamAnswer) -> Int64 {
        Int64(answer.isBogus ? min(max(answer.timeToLive, 1), maximumBogusTime) : answer.timeToLive)
    }

    /// What can be said at this time.
    package func finding(at now: ContinuousClock.Instant) -> UpstreamCache.Finding {
        if let known, now < known.freshUntil { return known.finding(at: now, failed: failed) }
        let stale = stale(at: now)
        guard let failed else { return .unknown }
        if let stale, now < failed.at + Self.recheckTime { return .says(stale, until: now + Self.failureTime, isDue: true) }
        guard stale == nil, now < failed.at + Self.failureTime else { return .unknown }
        return .says(RememberedOutcome(.failure(failed.error)), until: failed.at + Self.failureTime, isDue: false)
    }

    /// The answer after its time, if it may be given then.
    package func stale(at now: ContinuousClock.Instant) -> RememberedOutcome? {
        guard let known, now >= known.freshUntil, now < known.staleUntil else { return nil }
        let error =
            known.answer.responseCode == .nameError
            ? ExtendedDNSError(.staleNameError, "upstream does not answer: what it said last, which was that there is no such name")
            : ExtendedDNSError(.staleAnswer, "upstream does not answer: what it said last")
        return RememberedOutcome(stale: known.answer, timeToLive: Self.staleTimeToLive, error)
    }

    /// Whether nothing of it can be said any more.
    package func isOver(at now: ContinuousClock.Instant) -> Bool {
        let knownUntil = known?.staleUntil ?? now
        let failedUntil = failed.map { $0.at + Self.failureTime } ?? now
        return knownUntil <= now && failedUntil <= now
    }

    /// What it takes, about.
    package var octets: Int {
        Self.overhead + (known?.answer.approximateOctets ?? 0) + (failed?.error.text.utf8.count ?? 0)
    }

    /// A slot and a place in the table, half filled.
    private static let overhead = 320
}

extension UpstreamCacheEntry.Known {
    /// One that failed to be fetched anew before its end is not fetched again at every question.
    fileprivate func finding(at now: ContinuousClock.Instant, failed: UpstreamCacheEntry.Failed?) -> UpstreamCache.Finding {
        let age = UInt32(clamping: (now - since).components.seconds)
        let isDue = now >= dueAt && failed.map { now >= $0.at + UpstreamCacheEntry.failureTime } ?? true
        return .says(RememberedOutcome(answer, agedBy: age), until: now < dueAt ? dueAt : freshUntil, isDue: isDue)
    }
}

extension UpstreamAnswer {
    fileprivate var isBogus: Bool {
        if case .bogus = validation { true } else { false }
    }
}
