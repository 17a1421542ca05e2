import DNSModel
import Glibc
import TestSupport
import Testing
import Upstream

@Suite struct FailureTests {
    private static let records = ["*.example.test. 300 IN A 192.0.2.1"]

    @Test(
        arguments: [
            .fails(.serverFailure), .fails(.refused), .fails(.formatError), .isSilent, .givesWrongIdentifier, .givesWrongPort,
            .givesWrongQuestion, .givesData([]), .gives { _ in [] }, .gives { Array($0.prefix(12)) }, .gives { $0 },
            .gives { $0 + [UInt8](repeating: 0xC0, count: 400) },
        ] as [FakeBehaviour])
    func whatIsNoAnswerIsNotTaken(_ behaviour: FakeBehaviour) throws {
        let upstream = try FakeUpstream(Self.records, behaviour)
        let reply = try Asker(upstream).reply("www.example.test.", within: .seconds(8))
        #expect(reply?.message == nil, "\(String(describing: reply))")
    }

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
        #expect(try Asker(upstream).reply("www.example.test.", within: .seconds(4))?.message?.answer.count == 1)
    }

    @Test func aServerThatComesBackIsNoticed() throws {
        let upstream = try FakeUpstream(Self.records)
        let asker = try Asker(upstream)
        upstream.stop()
        #expect(try asker.reply("www.example.test.")?.failure != nil)
        try upstream.start()
        let start = ContinuousClock.now
        while try asker.reply("www.example.test.")?.message == nil, ContinuousClock.now - start < .seconds(20) {}
        #expect(ContinuousClock.now - start < .seconds(2))
    }
}
