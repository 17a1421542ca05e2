import DNSModel
import DNSServer
import Testing

struct QuestionsInFlightTests {
    private let start = ContinuousClock.now
    private let question = Question(name: "www.example.com", type: .a)
    private let client = IPAddress.v4(IPv4Address(0x0A00_0001))
    private let other = IPAddress.v4(IPv4Address(0x0A00_0002))
    private var questions = QuestionsInFlight<String>(WaitingLimits(concurrency: 4, timeout: .seconds(4)))

    private func question(_ number: Int) -> Question {
        Question(name: DomainName("n\(number).example") ?? .root, type: .a)
    }

    @Test("Many who ask one question, in whatever case, wait for one, and all get its reply")
    mutating func coalescing() {
        let spelled = Question(name: "WWW.Example.COM", type: .a)
        let asked = questions.ask(question, "a", from: client, hasStale: false, at: start)
        guard case .asks = asked else {
            Issue.record("\(asked)")
            return
        }
        let joined = questions.ask(spelled, "b", from: client, hasStale: false, at: start)
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
        _ = questions.ask(question, "a", from: client, hasStale: false, at: start)
        _ = questions.ask(Question(name: question.name, type: .aaaa), "b", from: client, hasStale: false, at: start)
        _ = questions.ask(Question(name: question.name, type: .a, recordClass: .chaos), "c", from: other, hasStale: false, at: start)
        #expect(questions.all.count == 3)
    }

    @Test("A question that everybody has left goes on, and its reply is nobody's")
    mutating func leaving() {
        let first = place(questions.ask(question, "a", from: client, hasStale: false, at: start))
        let second = place(questions.ask(question, "b", from: client, hasStale: false, at: start))
        let ticket = questions.all[0].ticket
        #expect(questions.leave(first, of: question) == nil)
        #expect(questions.leave(first, of: question) == nil)
        #expect(questions.leave(second, of: question) == ticket)
        #expect(questions.leave(second, of: question) == nil)
        #expect(!questions.isEmpty)
        #expect(questions.finish(ticket)?.waiters == [])
        #expect(questions.isEmpty)
    }

    @Test("A refresh goes on when who joined it has gone")
    mutating func leavingRefresh() {
        let ticket = questions.refresh(question, at: start)
        let joined = place(questions.ask(question, "a", from: client, hasStale: false, at: start))
        #expect(questions.refresh(question, at: start) == nil)
        #expect(questions.leave(joined, of: question) == ticket)
        #expect(ticket.map { questions.finish($0)?.waiters } == [])
    }

    @Test("Over the limit who asks is refused, and so is who joins; a reply makes room")
    mutating func limit() {
        for number in 1...4 { _ = questions.ask(question(number), "a", from: number < 3 ? client : other, hasStale: false, at: start) }
        let third = IPAddress.v4(IPv4Address(0x0A00_0003))
        #expect(questions.ask(question(5), "b", from: third, hasStale: false, at: start) == .refused)
        #expect(questions.ask(question(1), "b", from: third, hasStale: false, at: start) == .refused)
        _ = questions.finish(questions.all[0].ticket)
        #expect(questions.ask(question(5), "b", from: third, hasStale: false, at: start) != .refused)
        #expect(questions.ask(question(6), "b", from: third, hasStale: false, at: start) == .refused)
    }

    @Test("One client has half of the room, be it for questions that it has left, or for one question many times")
    mutating func share() {
        for number in 1...2 {
            let asked = place(questions.ask(question(number), "a", from: client, hasStale: false, at: start))
            _ = questions.leave(asked, of: question(number))
        }
        #expect(questions.ask(question(3), "a", from: client, hasStale: false, at: start) == .refused)
        for waiter in ["b", "c"] { #expect(questions.ask(question(3), waiter, from: other, hasStale: false, at: start) != .refused) }
        #expect(questions.ask(question(3), "d", from: other, hasStale: false, at: start) == .refused)
        for seconds in [4, 10] { _ = questions.due(at: start + .seconds(seconds)) }
        #expect(questions.ask(question(3), "a", from: client, hasStale: false, at: start + .seconds(10)) != .refused)
    }

    @Test("What a client has left to the engine takes its room until a reply comes, or no longer can")
    mutating func left() {
        let first = place(questions.ask(question, "a", from: client, hasStale: false, at: start))
        _ = questions.leave(first, of: question)
        #expect(names(questions.due(at: start + .seconds(4))) == ["late "])
        #expect(names(questions.due(at: start + .milliseconds(9_999))) == [])
        #expect(names(questions.due(at: start + .seconds(10))) == ["over"])
        #expect(questions.isEmpty)
    }

    @Test("A new engine is asked what somebody waits for, and nothing else")
    mutating func newEngine() {
        let first = place(questions.ask(question(1), "a", from: client, hasStale: false, at: start))
        _ = questions.leave(first, of: question(1))
        guard case .asks(let ticket, _) = questions.ask(question(2), "b", from: client, hasStale: false, at: start) else {
            Issue.record("it is not asked")
            return
        }
        #expect(questions.restart(at: start) == [ticket])
        #expect(questions.all.map(\.ticket) == [ticket])
    }

    @Test("Refreshes leave half of the room to those who wait")
    mutating func roomForRefreshes() {
        let tickets = (1...4).map { questions.refresh(question($0), at: start) }
        #expect(tickets.map { $0 != nil } == [true, true, false, false])
    }

    @Test("Nobody waits longer than the first who asked may")
    mutating func deadline() {
        _ = questions.ask(question, "a", from: client, hasStale: false, at: start)
        _ = questions.ask(question, "b", from: client, hasStale: false, at: start + .seconds(3))
        #expect(names(questions.due(at: start + .milliseconds(3_999))) == [])
        #expect(names(questions.due(at: start + .seconds(4))) == ["late a b"])
        #expect(names(questions.due(at: start + .seconds(5))) == [])
        #expect(names(questions.due(at: start + .seconds(10))) == ["over"])
        #expect(questions.isEmpty)
    }

    @Test("Who joins a refresh has the whole time")
    mutating func deadlineOfRefresh() {
        _ = questions.refresh(question, at: start)
        _ = questions.ask(question, "a", from: client, hasStale: false, at: start + .seconds(3))
        #expect(names(questions.due(at: start + .seconds(4))) == [])
        #expect(names(questions.due(at: start + .seconds(7))) == ["late a"])
    }

    @Test("With a stale answer at hand nobody waits over 1.8 s, and the question goes on until its deadline")
    mutating func stale() {
        _ = questions.ask(question, "a", from: client, hasStale: true, at: start)
        #expect(names(questions.due(at: start + .milliseconds(1_799))) == [])
        #expect(names(questions.due(at: start + .milliseconds(1_800))) == ["stale a"])
        #expect(!questions.isEmpty)
        #expect(names(questions.due(at: start + .milliseconds(3_999))) == [])
        #expect(names(questions.due(at: start + .seconds(4))) == ["late "])
    }

    @Test("Who joins a refresh that is silent already is given a stale answer at once")
    mutating func staleOfRefresh() {
        _ = questions.refresh(question, at: start)
        _ = questions.ask(question, "a", from: client, hasStale: true, at: start + .seconds(3))
        #expect(names(questions.due(at: start + .seconds(3))) == ["stale a"])
    }

    @Test("Half of a short time is what a stale answer waits")
    func staleOfShortTime() {
        #expect(WaitingLimits(concurrency: 1, timeout: .seconds(1)).patienceBeforeStale == .milliseconds(500))
    }

    @Test("Those that were given a stale answer are no longer counted")
    mutating func roomAfterStale() {
        for name in ["a", "b", "c", "d"] {
            _ = questions.ask(question, name, from: name < "c" ? client : other, hasStale: true, at: start)
        }
        #expect(questions.ask(question(1), "e", from: client, hasStale: false, at: start) == .refused)
        _ = questions.due(at: start + .seconds(2))
        #expect(questions.ask(question(1), "e", from: client, hasStale: false, at: start) != .refused)
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
            case .late(_, let waiters): "late " + waiters.sorted().joined(separator: " ")
            case .over: "over"
            }
        }
    }
}
