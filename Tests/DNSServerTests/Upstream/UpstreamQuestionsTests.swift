import DNSModel
import DNSServer
import Testing
import Upstream

struct UpstreamQuestionsTests {
    private let start = ContinuousClock.now
    private let client = IPAddress.v4(IPv4Address(0x0A00_0001))
    private let question = SomeAnswers.question

    private func questions(concurrency: Int = 100, stale: UInt32 = 0) -> UpstreamQuestions<String> {
        var configuration = UpstreamConfiguration()
        configuration.concurrency = concurrency
        configuration.cache.staleSeconds = stale
        return UpstreamQuestions(configuration, seed: 1)
    }

    private func ask(
        _ questions: inout UpstreamQuestions<String>, _ waiter: String = "a", from client: IPAddress? = nil, at milliseconds: Int = 0
    ) -> String {
        switch questions.ask(question, waiter, from: client ?? self.client, at: start + .milliseconds(milliseconds)) {
        case .said(let said): said.outcome.summary
        case .waits: "waits"
        }
    }

    private func tickets(_ work: [UpstreamQuestions<String>.Work]) -> [UInt64] {
        work.compactMap { if case .ask(_, let ticket) = $0 { ticket } else { nil } }
    }

    @Test("The engine is asked once for many, who are told what it says, and it is not asked again while that holds")
    func coalescing() throws {
        var questions = questions()
        #expect(ask(&questions, "a") == "waits" && ask(&questions, "b") == "waits")
        #expect(questions.needsTaking() == true)
        #expect(questions.needsTaking() == false)
        let work = questions.takeWork()
        let ticket = try #require(tickets(work).first)
        #expect(work == [.ask(question, ticket)])
        #expect(questions.takeWork() == [])
        let told = questions.finish(ticket, .answer(SomeAnswers.address(timeToLive: 60), nil), at: start)
        #expect(told?.waiters.sorted() == ["a", "b"])
        #expect(told?.said.until == start + .seconds(54))
        #expect(ask(&questions, at: 1_000) == "NOERROR 59")
        #expect(questions.needsTaking() == false)
        #expect(questions.isIdle)
    }

    @Test("What nears its end is given and asked anew, once")
    func prefetch() throws {
        var questions = questions()
        _ = ask(&questions)
        let ticket = try #require(tickets(questions.takeWork()).first)
        _ = questions.finish(ticket, .answer(SomeAnswers.address(timeToLive: 60), nil), at: start)
        #expect(ask(&questions, at: 55_000) == "NOERROR 5")
        #expect(questions.remembered(question, at: start + .seconds(56))?.outcome.summary == "NOERROR 4")
        let again = try #require(tickets(questions.takeWork()).first)
        let told = questions.finish(again, .answer(SomeAnswers.address(timeToLive: 60), nil), at: start + .seconds(57))
        #expect(told?.waiters == [])
        #expect(ask(&questions, at: 58_000) == "NOERROR 59")
    }

    @Test("A question that was left before the engine knew of it costs nothing, one that it knows of goes on for a while")
    func leaving() {
        var questions = questions()
        for isKnown in [false, true] {
            guard case .waits(let place) = questions.ask(question, "a", from: client, at: start) else {
                Issue.record("it does not wait")
                return
            }
            let known = isKnown ? tickets(questions.takeWork()) : []
            questions.leave(place, of: question)
            #expect(questions.takeWork() == [])
            #expect(questions.isIdle == !isKnown)
            #expect(questions.due(at: start + .seconds(4)).count == known.count)
            #expect(questions.due(at: start + .seconds(10)).isEmpty)
            #expect(questions.takeWork() == known.map { .forget($0) })
            #expect(questions.isIdle)
        }
    }

    @Test("A question whose deadline has come is a failure with its error, and forgotten by the engine some time later")
    func deadline() throws {
        var questions = questions()
        _ = ask(&questions)
        let ticket = try #require(tickets(questions.takeWork()).first)
        #expect(questions.due(at: start + .milliseconds(3_999)).isEmpty)
        let due = questions.due(at: start + .seconds(4))
        #expect(due.map(\.said.outcome.summary) == ["failure 22"])
        #expect(due.map(\.isLate) == [true])
        #expect(questions.takeWork() == [])
        #expect(ask(&questions, at: 4_999) == "failure 22")
        #expect(ask(&questions, at: 5_000) == "waits")
        #expect(questions.due(at: start + .seconds(9)).map(\.said.outcome.summary) == ["failure 22"])
        #expect(questions.due(at: start + .seconds(10)).isEmpty)
        #expect(questions.takeWork() == [.forget(ticket)])
        #expect(questions.finish(ticket, SomeAnswers.failure, at: start + .seconds(11)) == nil)
    }

    @Test("A reply after the deadline is remembered")
    func lateReply() throws {
        var questions = questions()
        _ = ask(&questions)
        let ticket = try #require(tickets(questions.takeWork()).first)
        _ = questions.due(at: start + .seconds(4))
        _ = questions.finish(ticket, .answer(SomeAnswers.address(timeToLive: 60), nil), at: start + .seconds(6))
        #expect(ask(&questions, at: 7_000) == "NOERROR 59")
    }

    @Test("Over the limit the failure comes at once, or the stale answer")
    func limit() throws {
        var questions = questions(concurrency: 1, stale: 1_000)
        _ = ask(&questions)
        let ticket = try #require(tickets(questions.takeWork()).first)
        _ = questions.finish(ticket, .answer(SomeAnswers.address(timeToLive: 1), nil), at: start)
        _ = questions.ask(SomeAnswers.question(1), "b", from: client, at: start + .seconds(2))
        #expect(ask(&questions, at: 2_000) == "NOERROR 30 error 3")
        guard case .said(let said) = questions.ask(SomeAnswers.question(2), "c", from: client, at: start) else {
            Issue.record("it waits")
            return
        }
        #expect(said.outcome.summary == "failure 0")
        #expect(said.until == nil)
    }

    @Test("When nobody answers, the stale answer comes after 1.8 s, then at once for as long as it is asked for, until upstream is back")
    func stale() throws {
        var questions = questions(stale: 1_000)
        _ = ask(&questions)
        _ = questions.finish(try #require(tickets(questions.takeWork()).first), .answer(SomeAnswers.address(timeToLive: 1), nil), at: start)
        #expect(ask(&questions, at: 10_000) == "waits")
        #expect(questions.takeWork().count == 1)
        let due = questions.due(at: start + .milliseconds(11_800))
        #expect(due.map(\.said.outcome.summary) == ["NOERROR 30 error 3"])
        #expect(due.map(\.said.until) == [start + .milliseconds(12_800)])
        for time in stride(from: 12_000, through: 40_000, by: 1_000) {
            let said = ask(&questions, at: time)
            let due = questions.due(at: start + .milliseconds(time)).filter { !$0.waiters.isEmpty }.map(\.said.outcome.summary)
            #expect((said == "waits" ? due : [said]) == ["NOERROR 30 error 3"], "after \(time) ms")
        }
        _ = ask(&questions, at: 41_000)
        let again = try #require(tickets(questions.takeWork()).last)
        _ = questions.finish(again, .answer(SomeAnswers.address(timeToLive: 77), nil), at: start + .seconds(41))
        #expect(ask(&questions, at: 41_000) == "NOERROR 77")
    }

    @Test("A failure at once gives the stale answer at once")
    func staleAfterFailure() throws {
        var questions = questions(stale: 1_000)
        _ = ask(&questions)
        _ = questions.finish(try #require(tickets(questions.takeWork()).first), .answer(SomeAnswers.address(timeToLive: 1), nil), at: start)
        #expect(ask(&questions, at: 10_000) == "waits")
        let again = try #require(tickets(questions.takeWork()).first)
        let told = questions.finish(again, SomeAnswers.failure, at: start + .milliseconds(10_100))
        #expect(told?.said.outcome.summary == "NOERROR 30 error 3")
    }

    @Test("A new engine is asked every question that is under way, with the same tickets")
    func newEngine() throws {
        var questions = questions()
        let tickets = (0..<3).compactMap { number -> UInt64? in
            _ = questions.ask(SomeAnswers.question(number), "a", from: client, at: start)
            return self.tickets(questions.takeWork()).first
        }
        questions.askAllAgain(at: start)
        #expect(questions.needsTaking() == true)
        #expect(self.tickets(questions.takeWork()).sorted() == tickets)
    }

    @Test("A question that comes again from this machine or from upstream has loops looked for")
    func suspicion() {
        let upstream = IPAddress.v4(IPv4Address(0x0A00_0002))
        for suspect in [upstream, .v4(IPv4Address(0x7F00_0035)), .v6(IPv6Address(high: 0, low: 1))] {
            var questions = questions()
            questions.suspects = [upstream]
            _ = ask(&questions, from: suspect)
            #expect(!questions.takeWork().contains(.probe))
            _ = ask(&questions, from: client)
            #expect(!questions.takeWork().contains(.probe))
            _ = ask(&questions, from: suspect)
            #expect(questions.needsTaking() == true)
            #expect(questions.takeWork() == [.probe])
        }
    }
}
