package import DNSModel

/// What is asked of upstream, between the workers and the engine: what is remembered, what is under way, and what the engine is to
/// do next. Time is handed in.
package struct UpstreamQuestions<Waiter> {
    private var cache: UpstreamCache
    private var flights: QuestionsInFlight<Waiter>
    private let timeout: Duration
    /// What the engine does not know of yet.
    private var unasked: Set<QuestionsInFlight<Waiter>.Ticket> = []
    /// What the engine still knows of.
    private var unneeded: Set<QuestionsInFlight<Waiter>.Ticket> = []
    private var isLoopSuspected = false
    /// Whether somebody is on the way to take the work.
    private var isWorkAwaited = false
    /// Whether nobody is asked any more.
    private var isClosed = false
    /// The addresses that a query comes from when it goes in a circle: this machine's, and those of upstream.
    package var suspects: Set<IPAddress> = []

    /// Something that the engine is to do.
    package enum Work: Hashable {
        /// Ask this.
        case ask(Question, QuestionsInFlight<Waiter>.Ticket)
        /// Forget this.
        case forget(QuestionsInFlight<Waiter>.Ticket)
        /// Look for a forwarding loop.
        case probe
    }

    /// What becomes of somebody who asks.
    package enum Asked {
        /// This is known already; finished answers may be remembered until then.
        case said(Said)
        /// An answer is waited for.
        case waits(QuestionsInFlight<Waiter>.Place)
    }

    /// What is said to who asks; `until`: how long finished answers may be remembered, nil: not at all.
    package typealias Said = (outcome: RememberedOutcome, until: ContinuousClock.Instant?)

    /// Nothing asked and nothing remembered.
    package init(_ configuration: UpstreamConfiguration, seed: UInt64) {
        cache = UpstreamCache(configuration.cache, seed: seed)
        flights = QuestionsInFlight(WaitingLimits(concurrency: configuration.concurrency, timeout: configuration.timeout))
        timeout = configuration.timeout
    }

    /// Whether nothing is under way.
    package var isIdle: Bool { flights.isEmpty }

    /// The question of a ticket; nil when it is not under way any more.
    package func question(of ticket: QuestionsInFlight<Waiter>.Ticket) -> Question? {
        flights.question(of: ticket)
    }

    /// What is known of a question, if it can be said at once. What nears its end is fetched anew meanwhile.
    package mutating func remembered(_ question: Question, at now: ContinuousClock.Instant) -> Said? {
        guard case .says(let outcome, let until, let isDue) = cache.find(question, at: now) else { return nil }
        if isDue, let ticket = flights.refresh(question, at: now) { unasked.insert(ticket) }
        return (outcome, until)
    }

    /// Somebody asks.
    package mutating func ask(_ question: Question, _ waiter: Waiter, from client: IPAddress, at now: ContinuousClock.Instant) -> Asked {
        if let said = remembered(question, at: now) { return .said(said) }
        let stale = cache.stale(question, at: now)
        if isClosed { return .said((stale ?? RememberedOutcome(Self.closed), nil)) }
        switch flights.ask(question, waiter, from: client, hasStale: stale != nil, at: now) {
        case .asks(let ticket, let place):
            unasked.insert(ticket)
            return .waits(place)
        case .joins(let place):
            suspect(client)
            return .waits(place)
        case .refused: return .said((stale ?? RememberedOutcome(Self.tooMany), nil))
        }
    }

    /// A waiter has gone.
    package mutating func leave(_ place: QuestionsInFlight<Waiter>.Place, of question: Question) {
        guard let ticket = flights.leave(place, of: question), unasked.remove(ticket) != nil else { return }
        _ = flights.finish(ticket)
    }

    /// What the engine is to do now.
    package mutating func takeWork() -> [Work] {
        defer { (unasked, unneeded, isLoopSuspected, isWorkAwaited) = ([], [], false, false) }
        let questions = unasked.compactMap { ticket in flights.question(of: ticket).map { Work.ask($0, ticket) } }
        return unneeded.map { .forget($0) } + questions + (isLoopSuspected ? [.probe] : [])
    }

    /// Whether somebody has to be sent to take the work; only the first who asks is told so.
    package mutating func needsTaking() -> Bool {
        guard !isWorkAwaited, !unasked.isEmpty || !unneeded.isEmpty || isLoopSuspected else { return false }
        isWorkAwaited = true
        return true
    }

    /// There is a new engine, which knows of no question.
    package mutating func askAllAgain(at now: ContinuousClock.Instant) {
        unasked = Set(flights.restart(at: now))
        unneeded = []
    }

    /// Forgets everything that is under way: those who waited.
    package mutating func end() -> [Waiter] {
        (unasked, unneeded) = ([], [])
        return flights.all.flatMap { flights.finish($0.ticket)?.waiters ?? [] }
    }

    /// Nobody is asked any more: what is said to all who wait; whoever asks from now on is told at once.
    package mutating func close(at now: ContinuousClock.Instant) -> [(said: Said, waiters: [Waiter])] {
        isClosed = true
        (unasked, unneeded) = ([], [])
        return flights.all.compactMap { finish($0.ticket, Self.closed, at: now) }
    }

    /// What became of a question: what is said to whom. Nil for a question that is not under way any more.
    package mutating func finish(
        _ ticket: QuestionsInFlight<Waiter>.Ticket, _ outcome: UpstreamOutcome, at now: ContinuousClock.Instant
    ) -> (said: Said, waiters: [Waiter])? {
        guard let (question, waiters) = flights.finish(ticket) else { return nil }
        return (store(outcome, for: question, at: now), waiters)
    }

    /// What is said to those whose time has come, and whether that is because nothing came.
    package mutating func due(at now: ContinuousClock.Instant) -> [(said: Said, waiters: [Waiter], isLate: Bool)] {
        flights.due(at: now).compactMap { due in
            switch due {
            case .stale(let question, let waiters): return (store(late, for: question, at: now), waiters, false)
            case .late(let question, let waiters): return (store(late, for: question, at: now), waiters, true)
            case .over(let ticket):
                if unasked.remove(ticket) == nil { unneeded.insert(ticket) }
                return nil
            }
        }
    }
}

extension UpstreamQuestions {
    private static var tooMany: UpstreamOutcome {
        .failure(
            ExtendedDNSError(
                .other, "too many queries wait for upstream, or too many of this client (upstream.concurrency, of which one has half)"))
    }

    private static var closed: UpstreamOutcome {
        .failure(ExtendedDNSError(.other, "the server ends and waits for upstream no longer: ask again"))
    }

    private var late: UpstreamOutcome {
        .failure(ExtendedDNSError(.noReachableAuthority, "no answer from upstream within \(timeout)"))
    }

    /// A failure is said as it is only where no stale answer can be.
    private mutating func store(_ outcome: UpstreamOutcome, for question: Question, at now: ContinuousClock.Instant) -> Said {
        switch cache.store(outcome, for: question, at: now) {
        case .says(let said, let until, _): (said, until)
        case .unknown: (RememberedOutcome(outcome), nil)
        }
    }

    /// A question that is under way comes again from where it may have gone: it may be going in a circle.
    private mutating func suspect(_ client: IPAddress) {
        if client.isLoopback || suspects.contains(client) { isLoopSuspected = true }
    }
}
