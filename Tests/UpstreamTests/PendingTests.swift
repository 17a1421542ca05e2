import DNSModel
import TestSupport
import Testing
import Upstream

@Suite struct PendingTests {
    private let upstream: FakeUpstream

    init() throws {
        upstream = try FakeUpstream(["*.example.test. 300 IN A 192.0.2.1"])
    }

    private func name(_ number: Int) throws -> DomainName {
        try #require(DomainName("n\(number).example.test."))
    }

    @Test func aForgottenQuestionHasNoReply() throws {
        upstream.behave(.holds)
        let asker = try Asker(upstream)
        let (first, second) = (try asker.ask(name(1)), try asker.ask(name(2)))
        #expect(waitUntil { upstream.heldCount >= 2 })
        asker.forget(first)
        asker.forget(first)
        upstream.release()
        #expect(try asker.reply(to: second)?.message != nil)
        #expect(try asker.reply(to: first, within: .milliseconds(300)) == nil)
    }

    @Test func aQuestionIsForgottenWhenItsReplyIsInThePipe() throws {
        let asker = try Asker(upstream)
        let tickets = try (0..<100).map { try asker.ask(name($0)) }
        // libunbound asks again where an answer takes long.
        #expect(waitUntil { upstream.count >= 100 })
        tickets.dropLast().forEach(asker.forget)
        #expect(try asker.reply(to: tickets[99])?.message != nil)
        #expect(asker.replyCount == 0)
    }

    @Test func anEngineEndsWithQuestionsUnderWay() throws {
        upstream.behave(.isSilent)
        for _ in 0..<3 {
            let asker = try Asker(upstream)
            for number in 0..<500 { _ = try asker.ask(name(number)) }
        }
        upstream.behave(.answers)
        #expect(try Asker(upstream).reply(name(1))?.message != nil)
    }

    /// The scripted server loses some of such a burst, and libunbound gives up a name after five losses.
    @Test func twoThousandQuestionsAtOnceAreAllRepliedTo() throws {
        let asker = try Asker(upstream)
        let tickets = try (0..<2_000).map { try asker.ask(name($0)) }
        let replies = try tickets.compactMap { try asker.reply(to: $0) }
        #expect(replies.count == 2_000)
        #expect(replies.count { $0.message?.answer.count == 1 } > 1_000)
    }

    @Test func goodNamesAreAnsweredWhileOthersAreSilent() throws {
        upstream.behave(.isSilent, below: "dead.example.test.")
        let asker = try Asker(upstream)
        for number in 0..<1_000 { _ = try asker.ask(#require(DomainName("n\(number).dead.example.test."))) }
        #expect(try asker.reply(name(1), within: .seconds(10))?.message?.answer.count == 1)
    }
}
