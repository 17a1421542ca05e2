import DNSModel
import Glibc
import TestSupport
import Testing
import Upstream

@Suite struct FailureTests {
    private static let records = ["*.example.test. 300 IN A 192.0.2.1"]

    /// What libunbound makes of what is no answer.
    enum Consequence {
        case failure
        /// It goes on waiting for the answer, and asks again.
        case silence
    }

    @Test(
        arguments: [
            (.fails(.serverFailure), .failure), (.fails(.refused), .failure), (.fails(.formatError), .failure), (.isSilent, .silence),
            (.givesWrongIdentifier, .silence), (.givesWrongPort, .silence), (.givesWrongQuestion, .failure), (.givesData([]), .failure),
            (.gives { _ in [] }, .silence), (.gives { Array($0.prefix(12)) }, .failure), (.gives { $0 }, .failure),
            (.gives { $0 + [UInt8](repeating: 0xC0, count: 400) }, .failure),
        ] as [(FakeBehaviour, Consequence)])
    func whatIsNoAnswerIsNotTaken(_ behaviour: FakeBehaviour, _ consequence: Consequence) throws {
        let upstream = try FakeUpstream(Self.records)
        upstream.behave(behaviour, below: "bad.example.test.")
        let asker = try Asker(upstream)
        let ticket = try asker.ask("bad.example.test.")
        switch consequence {
        case .failure: #expect(try asker.reply(to: ticket)?.failure != nil)
        case .silence:
            #expect(waitUntil { upstream.count("bad.example.test.") > 1 })
            #expect(try asker.reply("good.example.test.")?.message?.answer.count == 1)
            #expect(try asker.reply(to: ticket, within: .zero) == nil)
        }
        #expect(upstream.count("bad.example.test.") > 0)
    }

    @Test func aServerThatFailsIsAskedThreeTimesAtMost() throws {
        let (first, second) = (try FakeUpstream([], .fails(.serverFailure)), try FakeUpstream([], .fails(.serverFailure)))
        #expect(try Asker(first, second).reply("www.example.test.")?.failure != nil)
        #expect((1...3).contains(first.count) && (1...3).contains(second.count))
    }

    @Test func theCodeOfANameThatIsTooLongComesThrough() throws {
        let upstream = try FakeUpstream([], .fails(ResponseCode(rawValue: 6)))
        guard case .message(let octets, .insecure)? = try Asker(upstream).reply("www.example.test.") else { throw NoMessage() }
        #expect(octets[3] & 0xF == 6)
    }

    struct NoMessage: Error {}

    @Test func aSecondServerIsAskedWhereTheFirstFails() throws {
        let bad = try FakeUpstream(Self.records, .fails(.serverFailure))
        let good = try FakeUpstream(Self.records)
        let asker = try Asker(bad, good)
        for number in 0..<10 {
            let name = try #require(DomainName("n\(number).example.test."))
            #expect(try asker.reply(name)?.message?.answer.count == 1)
        }
    }

    @Test func aServerThatLosesEverySecondQueryIsAskedAgain() throws {
        let upstream = try FakeUpstream(Self.records, .losesEverySecond)
        #expect(try Asker(upstream).reply("www.example.test.")?.message?.answer.count == 1)
    }

    @Test func aServerThatComesBackIsNoticed() throws {
        let upstream = try FakeUpstream(Self.records)
        let asker = try Asker(upstream)
        upstream.stop()
        #expect(try asker.reply("www.example.test.")?.failure != nil)
        try upstream.start()
        let start = ContinuousClock.now
        while try asker.reply("www.example.test.")?.message == nil, ContinuousClock.now - start < .seconds(20) {}
        #expect(ContinuousClock.now - start < .seconds(5))
    }
}
