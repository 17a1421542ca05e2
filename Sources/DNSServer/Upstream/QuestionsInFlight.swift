package import DNSModel

/// The questions that are under way upstream, who waits for each, and until when. Time is handed in.
///
/// Many may wait for one question. One that nobody waits for any more goes on: the engine cannot be stopped, and what it works on
/// takes its room whether it is waited for or not. So it keeps its place until its reply comes, or no longer can.
package struct QuestionsInFlight<Waiter> {
    /// What finds a question again when its reply comes.
    package typealias Ticket = UInt64
    /// What finds a waiter again when it goes.
    package typealias Place = UInt64

    private let limits: WaitingLimits
    private var flights: [Question: Flight] = [:]
    private var questions: [Ticket: Question] = [:]
    private var waiting = 0
    /// How many questions each client waits for, or has left to the engine.
    private var loads: [IPAddress: Int] = [:]
    private var lastNumber: UInt64 = 0
    /// Nothing is due before.
    private var nextDue: ContinuousClock.Instant?

    fileprivate struct Flight {
        let ticket: Ticket
        /// Whose load it is while nobody waits; nil for a refresh.
        let beginner: IPAddress?
        /// When the engine was asked.
        var since: ContinuousClock.Instant
        var waiters: [Place: (waiter: Waiter, client: IPAddress)] = [:]
        /// When nothing has come in time; nil: that is known.
        var deadline: ContinuousClock.Instant?
        /// When the waiters get a stale answer; nil where there is none.
        var staleDue: ContinuousClock.Instant?
    }

    /// What becomes of somebody who asks.
    package enum Asked: Hashable {
        /// The question is to be asked with this ticket.
        case asks(Ticket, Place)
        /// It is under way already.
        case joins(Place)
        /// Too many wait, or too many for this client.
        case refused
    }

    /// What becomes of a question whose time has come.
    package enum Due {
        /// These get a stale answer; the question goes on.
        case stale(Question, [Waiter])
        /// These get none; the question goes on.
        case late(Question, [Waiter])
        /// No reply can come any more, and nobody waits for one.
        case over(Ticket)
    }

    /// No questions, within these limits.
    package init(_ limits: WaitingLimits) {
        self.limits = limits
    }

    /// Whether nothing is under way.
    package var isEmpty: Bool { flights.isEmpty }

    /// Every question under way.
    package var all: [(ticket: Ticket, question: Question)] {
        questions.map { ($0.key, $0.value) }
    }

    /// The question of a ticket; nil when it is not under way any more.
    package func question(of ticket: Ticket) -> Question? {
        questions[ticket]
    }

    /// When the question of a ticket was first asked; nil when it is not under way any more.
    package func since(_ ticket: Ticket) -> ContinuousClock.Instant? {
        questions[ticket].flatMap { flights[$0]?.since }
    }

    /// Somebody asks; where a stale answer is at hand, it is given before the deadline.
    package mutating func ask(
        _ question: Question, _ waiter: Waiter, from client: IPAddress, hasStale: Bool, at now: ContinuousClock.Instant
    ) -> Asked {
        let isUnderWay = flights[question] != nil
        guard waiting < limits.concurrency, loads[client, default: 0] < limits.share,
            isUnderWay || flights.count < limits.concurrency
        else { return .refused }
        let ticket = isUnderWay ? nil : begin(question, for: client, at: now)
        let place = nextNumber()
        wait(for: question, waiter, of: client, at: place, hasStale: hasStale, since: now)
        return ticket.map { .asks($0, place) } ?? .joins(place)
    }

    /// Nobody waits, but what is remembered is to be refreshed: the ticket to ask with, or nil where that is under way already, or
    /// where so much is that those who wait need the room.
    package mutating func refresh(_ question: Question, at now: ContinuousClock.Instant) -> Ticket? {
        if let flight = flights[question] {
            if flight.deadline == nil, now < flight.since + limits.engineTime { expectReply(to: question, since: now) }
            return nil
        }
        return flights.count < limits.concurrency / 2 ? begin(question, for: nil, at: now) : nil
    }

    /// A waiter has gone: the ticket of the question, if nobody waits for it now.
    package mutating func leave(_ place: Place, of question: Question) -> Ticket? {
        guard let client = flights[question]?.waiters.removeValue(forKey: place)?.client else { return nil }
        waiting -= 1
        unload(client)
        guard let flight = flights[question], flight.waiters.isEmpty else { return nil }
        load(flight.beginner)
        return flight.ticket
    }

    /// The reply has come: the question, and who waited for it. Nil for a question that is not under way any more.
    package mutating func finish(_ ticket: Ticket) -> (question: Question, waiters: [Waiter])? {
        guard let question = questions[ticket] else { return nil }
        return (question, end(question))
    }

    /// There is a new engine: the tickets to ask it with. What nobody waits for is not asked again.
    package mutating func restart(at now: ContinuousClock.Instant) -> [Ticket] {
        for (question, flight) in flights {
            if flight.waiters.isEmpty { _ = end(question) } else { flights[question]?.since = now }
        }
        return Array(questions.keys)
    }

    /// The questions whose time has come. What is looked at is bounded by the limits, and nothing is before something is due.
    package mutating func due(at now: ContinuousClock.Instant) -> [Due] {
        guard let nextDue, nextDue <= now else { return [] }
        let timely = flights.filter { $0.value.due(limits) <= now }.map { take($0.key, $0.value, at: now) }
        self.nextDue = flights.values.lazy.map { [limits] in $0.due(limits) }.min()
        return timely
    }
}

extension QuestionsInFlight {
    private mutating func take(_ question: Question, _ flight: Flight, at now: ContinuousClock.Instant) -> Due {
        if let deadline = flight.deadline, deadline <= now {
            flights[question]?.deadline = nil
            return .late(question, release(question))
        }
        if let staleDue = flight.staleDue, staleDue <= now { return .stale(question, release(question)) }
        _ = end(question)
        return .over(flight.ticket)
    }

    private mutating func nextNumber() -> UInt64 {
        lastNumber &+= 1
        return lastNumber
    }

    private mutating func begin(_ question: Question, for client: IPAddress?, at now: ContinuousClock.Instant) -> Ticket {
        let flight = Flight(ticket: nextNumber(), beginner: client, since: now, deadline: now + limits.timeout)
        load(client)
        flights[question] = flight
        questions[flight.ticket] = question
        expect(flight.due(limits))
        return flight.ticket
    }

    /// The first who waits for a question begins its time anew, for it may be near its end; not that until a stale answer, for the
    /// question shows already whether upstream answers.
    private mutating func wait(
        for question: Question, _ waiter: Waiter, of client: IPAddress, at place: Place, hasStale: Bool,
        since now: ContinuousClock.Instant
    ) {
        guard var flight = flights.removeValue(forKey: question) else { return }
        if flight.waiters.isEmpty {
            unload(flight.beginner)
            flight.deadline = now + limits.timeout
            flight.staleDue = hasStale ? max(now, flight.since + limits.patienceBeforeStale) : nil
        }
        flight.waiters[place] = (waiter, client)
        flights[question] = flight
        load(client)
        waiting += 1
        expect(flight.due(limits))
    }

    /// Silence is told anew after a while.
    private mutating func expectReply(to question: Question, since now: ContinuousClock.Instant) {
        let deadline = now + limits.timeout
        flights[question]?.deadline = deadline
        expect(deadline)
    }

    private mutating func expect(_ time: ContinuousClock.Instant) {
        nextDue = min(nextDue ?? time, time)
    }

    /// Those who wait for a question do so no more; it goes on.
    private mutating func release(_ question: Question) -> [Waiter] {
        guard let flight = flights[question], !flight.waiters.isEmpty else { return [] }
        flights[question]?.waiters = [:]
        flights[question]?.staleDue = nil
        load(flight.beginner)
        return unload(flight)
    }

    private mutating func end(_ question: Question) -> [Waiter] {
        guard let flight = flights.removeValue(forKey: question) else { return [] }
        questions[flight.ticket] = nil
        if flight.waiters.isEmpty { unload(flight.beginner) }
        return unload(flight)
    }

    private mutating func unload(_ flight: Flight) -> [Waiter] {
        waiting -= flight.waiters.count
        for waiting in flight.waiters.values { unload(waiting.client) }
        return flight.waiters.values.map(\.waiter)
    }

    private mutating func load(_ client: IPAddress?) {
        if let client { loads[client, default: 0] += 1 }
    }

    private mutating func unload(_ client: IPAddress?) {
        guard let client, let load = loads[client] else { return }
        loads[client] = load > 1 ? load - 1 : nil
    }
}

extension QuestionsInFlight.Flight {
    fileprivate func due(_ limits: WaitingLimits) -> ContinuousClock.Instant {
        let end = waiters.isEmpty && deadline == nil ? since + limits.engineTime : nil
        return [staleDue, deadline, end].compactMap(\.self).min() ?? since
    }
}

extension QuestionsInFlight: Sendable where Waiter: Sendable {}
extension QuestionsInFlight.Flight: Sendable where Waiter: Sendable {}
