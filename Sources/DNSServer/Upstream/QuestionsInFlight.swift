package import DNSModel

/// The questions that are under way upstream, who waits for each, and until when. Time is handed in.
///
/// Many may wait for one question; a question that nobody waits for any more is forgotten, unless it refreshes what is remembered.
package struct QuestionsInFlight<Waiter> {
    /// What finds a question again when its reply comes.
    package typealias Ticket = UInt64
    /// What finds a waiter again when it goes.
    package typealias Place = UInt64

    private let limits: WaitingLimits
    private var flights: [Question: Flight] = [:]
    private var questions: [Ticket: Question] = [:]
    private var waiting = 0
    private var lastNumber: UInt64 = 0
    /// Nothing is due before.
    private var nextDue: ContinuousClock.Instant?

    fileprivate struct Flight {
        let ticket: Ticket
        let since: ContinuousClock.Instant
        var waiters: [Place: Waiter] = [:]
        var deadline: ContinuousClock.Instant
        /// When the waiters get a stale answer; nil where there is none.
        var staleDue: ContinuousClock.Instant?
        var isRefresh: Bool
    }

    /// What becomes of somebody who asks.
    package enum Asked: Hashable {
        /// The question is to be asked with this ticket.
        case asks(Ticket, Place)
        /// It is under way already.
        case joins(Place)
        /// Too many wait.
        case refused
    }

    /// What becomes of a question whose time has come.
    package enum Due {
        /// These get a stale answer; the question goes on.
        case stale(Question, [Waiter])
        /// These get none; the question is forgotten.
        case late(Question, Ticket, [Waiter])
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

    /// Somebody asks; where a stale answer is at hand, it is given before the deadline.
    package mutating func ask(_ question: Question, _ waiter: Waiter, hasStale: Bool, at now: ContinuousClock.Instant) -> Asked {
        let isUnderWay = flights[question] != nil
        guard waiting < limits.concurrency, isUnderWay || flights.count < limits.concurrency else { return .refused }
        let ticket = isUnderWay ? nil : begin(question, isRefresh: false, at: now)
        let place = nextNumber()
        wait(for: question, waiter, at: place, hasStale: hasStale, since: now)
        return ticket.map { .asks($0, place) } ?? .joins(place)
    }

    /// Nobody waits, but what is remembered is to be refreshed: the ticket to ask with, or nil where that is under way already, or
    /// where so much is that those who wait need the room.
    package mutating func refresh(_ question: Question, at now: ContinuousClock.Instant) -> Ticket? {
        guard flights[question] == nil, flights.count < limits.concurrency / 2 else { return nil }
        return begin(question, isRefresh: true, at: now)
    }

    /// A waiter has gone: the ticket that can be forgotten, if any.
    package mutating func leave(_ place: Place, of question: Question) -> Ticket? {
        guard flights[question]?.waiters.removeValue(forKey: place) != nil else { return nil }
        waiting -= 1
        guard let flight = flights[question], flight.waiters.isEmpty, !flight.isRefresh else { return nil }
        end(question)
        return flight.ticket
    }

    /// The reply has come: the question, and who waited for it. Nil for a question that is not under way any more.
    package mutating func finish(_ ticket: Ticket) -> (question: Question, waiters: [Waiter])? {
        guard let question = questions[ticket] else { return nil }
        return (question, end(question))
    }

    /// The questions whose time has come. What is looked at is bounded by the limits, and nothing is before something is due.
    package mutating func due(at now: ContinuousClock.Instant) -> [Due] {
        guard let nextDue, nextDue <= now else { return [] }
        let due = flights.filter { $0.value.due <= now }.map { question, flight in
            flight.deadline <= now ? Due.late(question, flight.ticket, end(question)) : .stale(question, release(question))
        }
        self.nextDue = flights.values.lazy.map(\.due).min()
        return due
    }
}

extension QuestionsInFlight {
    private mutating func nextNumber() -> UInt64 {
        lastNumber &+= 1
        return lastNumber
    }

    private mutating func begin(_ question: Question, isRefresh: Bool, at now: ContinuousClock.Instant) -> Ticket {
        let flight = Flight(ticket: nextNumber(), since: now, deadline: now + limits.timeout, isRefresh: isRefresh)
        flights[question] = flight
        questions[flight.ticket] = question
        expect(flight.due)
        return flight.ticket
    }

    /// The first who waits for a question begins its time anew, for a refresh may be near its end; not that until a stale answer,
    /// for the refresh shows already whether upstream answers.
    private mutating func wait(
        for question: Question, _ waiter: Waiter, at place: Place, hasStale: Bool, since now: ContinuousClock.Instant
    ) {
        guard var flight = flights.removeValue(forKey: question) else { return }
        if flight.waiters.isEmpty {
            flight.deadline = now + limits.timeout
            flight.staleDue = hasStale ? max(now, flight.since + limits.patienceBeforeStale) : nil
        }
        flight.waiters[place] = waiter
        flights[question] = flight
        waiting += 1
        expect(flight.due)
    }

    private mutating func expect(_ time: ContinuousClock.Instant) {
        nextDue = min(nextDue ?? time, time)
    }

    /// Those who wait for a question do so no more; it goes on to refresh what is remembered.
    private mutating func release(_ question: Question) -> [Waiter] {
        guard var flight = flights[question] else { return [] }
        let waiters = Array(flight.waiters.values)
        (flight.waiters, flight.staleDue, flight.isRefresh) = ([:], nil, true)
        flights[question] = flight
        waiting -= waiters.count
        return waiters
    }

    @discardableResult
    private mutating func end(_ question: Question) -> [Waiter] {
        guard let flight = flights.removeValue(forKey: question) else { return [] }
        questions[flight.ticket] = nil
        waiting -= flight.waiters.count
        return Array(flight.waiters.values)
    }
}

extension QuestionsInFlight.Flight {
    fileprivate var due: ContinuousClock.Instant {
        staleDue.map { min($0, deadline) } ?? deadline
    }
}

extension QuestionsInFlight: Sendable where Waiter: Sendable {}
extension QuestionsInFlight.Flight: Sendable where Waiter: Sendable {}
