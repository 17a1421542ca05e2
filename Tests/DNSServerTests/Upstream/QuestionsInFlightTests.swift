import DNSModel
import DNSServer
import Testing

struct QuestionsInFlightTests {
    private let start = ContinuousClock.now
    private let question = Question(name: "www.example.com", type: .a)
    private var questions = QuestionsInFlight<String>(WaitingLimits(concurrency: 4, timeout: .seconds(4)))

    private func question(_ number: Int) -> Question {
        Question(name: DomainName("n\(number).example") ?? .root, type: .a)
    }

    @Test("Many who ask one question, in whatever case, wait for one, and all get its reply")
    mutating func coalescing() {
        let spelled = Question(name: "WWW.Example.COM", type: .a)
        let asked = questions.ask(question, "a", hasStale: false, at: start)
        guard case .asks = asked else {
            Issue.record("\(asked)")
            return
        }
        let joined = questions.ask(spelled, "b", hasStale: false, at: start)
        guard case .joins = joined else {
            Issue.record("\(joined)")
            return
        }
        let ticket = questions.all[0].ticket
        #expect(questions.all.count == 1)
        #expect(questions.finish(ticket)?.waiters.sorted() == ["a", "b"])
        #expect(questions.finish(ticket) == nil)
        #expect(questions.isEmpty)
    }

    @Test("Another type or class is another question")
    mutating func differentQuestions() {
        _ = questions.ask(question, "a", hasStale: false, at: start)
        _ = questions.ask(Question(name: question.name, type: .aaaa), "b", hasStale: false, at: start)
        _ = questions.ask(Question(name: question.name, type: .a, recordClass: .chaos), "c", hasStale: false, at: start)
        #expect(questions.all.count == 3)
    }

    @Test("The question is forgotten when the last who waits has gone, and not before")
    mutating func leaving() {
        let first = place(questions.ask(question, "a", hasStale: false, at: start))
        let second = place(questions.ask(question, "b", hasStale: false, at: start))
        let ticket = questions.all[0].ticket
        #expect(questions.leave(first, of: question) == nil)
        #expect(questions.leave(first, of: question) == nil)
        #expect(questions.leave(second, of: question) == ticket)
        #expect(questions.leave(second, of: question) == nil)
        #expect(questions.isEmpty)
        #expect(questions.finish(ticket) == nil)
    }

    @Test("A refresh goes on when who joined it has gone")
    mutating func leavingRefresh() {
        let ticket = questions.refresh(question, at: start)
        let joined = place(questions.ask(question, "a", hasStale: false, at: start))
        #expect(questions.refresh(question, at: start) == nil)
        #expect(questions.leave(joined, of: question) == nil)
        #expect(ticket.map { questions.finish($0)?.waiters } == [])
    }

    @Test("Over the limit who asks is refused, and so is who joins; who goes makes room")
    mutating func limit() {
        let places = (1...4).map { place(questions.ask(question($0), "a", hasStale: false, at: start)) }
        #expect(questions.ask(question(5), "b", hasStale: false, at: start) == .refused)
        #expect(questions.ask(question(1), "b", hasStale: false, at: start) == .refused)
        _ = questions.leave(places[0], of: question(1))
        #expect(questions.ask(question(5), "b", hasStale: false, at: start) != .refused)
        #expect(questions.ask(question(6), "b", hasStale: false, at: start) == .refused)
    }

    @Test("Refreshes leave half of the room to those who wait")
    mutating func roomForRefreshes() {
        let tickets = (1...4).map { questions.refresh(question($0), at: start) }
        #expect(tickets.map { $0 != nil } == [true, true, false, false])
    }

    @Test("Nobody waits longer than the first who asked may")
    mutating func deadline() {
        _ = questions.ask(question, "a", hasStale: false, at: start)
        _ = questions.ask(question, "b", hasStale: false, at: start + .seconds(3))
        #expect(names(questions.due(at: start + .milliseconds(3_999))) == [])
        #expect(names(questions.due(at: start + .seconds(4))) == ["late a b"])
        #expect(questions.isEmpty)
        #expect(names(questions.due(at: start + .seconds(5))) == [])
    }

    @Test("Who joins a refresh has the whole time")
    mutating func deadlineOfRefresh() {
        _ = questions.refresh(question, at: start)
        _ = questions.ask(question, "a", hasStale: false, at: start + .seconds(3))
        #expect(names(questions.due(at: start + .seconds(4))) == [])
        #expect(names(questions.due(at: start + .seconds(7))) == ["late a"])
    }

    @Test("With a stale answer at hand nobody waits over 1.8 s, and the question goes on until its deadline")
    mutating func stale() {
        _ = questions.ask(question, "a", hasStale: true, at: start)
        #expect(names(questions.due(at: start + .milliseconds(1_799))) == [])
        #expect(names(questions.due(at: start + .milliseconds(1_800))) == ["stale a"])
        #expect(!questions.isEmpty)
        #expect(names(questions.due(at: start + .milliseconds(3_999))) == [])
        #expect(names(questions.due(at: start + .seconds(4))) == ["late "])
    }

    @Test("Who joins a refresh that is silent already is given a stale answer at once")
    mutating func staleOfRefresh() {
        _ = questions.refresh(question, at: start)
        _ = questions.ask(question, "a", hasStale: true, at: start + .seconds(3))
        #expect(names(questions.due(at: start + .seconds(3))) == ["stale a"])
    }

    @Test("Half of a short time is what a stale answer waits")
    func staleOfShortTime() {
        #expect(WaitingLimits(concurrency: 1, timeout: .seconds(1)).patienceBeforeStale == .milliseconds(500))
    }

    @Test("Those that were given a stale answer are no longer counted")
    mutating func roomAfterStale() {
        for name in ["a", "b", "c", "d"] { _ = questions.ask(question, name, hasStale: true, at: start) }
        #expect(questions.ask(question(1), "e", hasStale: false, at: start) == .refused)
        _ = questions.due(at: start + .seconds(2))
        #expect(questions.ask(question(1), "e", hasStale: false, at: start) != .refused)
    }

    private func place(_ asked: QuestionsInFlight<String>.Asked) -> QuestionsInFlight<String>.Place {
        switch asked {
        case .asks(_, let place), .joins(let place): place
        case .refused: 0
        }
    }

    private func names(_ due: [QuestionsInFlight<String>.Due]) -> [String] {
        due.map { due in
            switch due {
            case .stale(_, let waiters): "stale " + waiters.sorted().joined(separator: " ")
            case .late(_, _, let waiters): "late " + waiters.sorted().joined(separator: " ")
            }
        }
    }
}
