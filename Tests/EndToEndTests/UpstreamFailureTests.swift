import DNSModel
import Foundation
import TestSupport
import Testing

/// What an upstream may do wrong hurts nobody but who asks for its names.
@Suite(.timeLimit(.minutes(20))) struct UpstreamFailureTests {
    private static let records = [
        "example.test. 300 IN SOA ns.example.test. hostmaster.example.test. 1 7200 1800 86400 60", "host.example.test. 300 IN A 192.0.2.1",
        "other.example.test. 300 IN A 192.0.2.2",
    ]

    private struct Row: CustomTestStringConvertible {
        let behaviour: FakeBehaviour
        /// Empty: there is no telling which it is.
        let errors: Set<Int>
        let testDescription: String

        init(_ testDescription: String, _ behaviour: FakeBehaviour, _ errors: Set<Int> = [22, 23]) {
            (self.behaviour, self.errors, self.testDescription) = (behaviour, errors, testDescription)
        }
    }

    private static let failures = [
        Row("silent", .isSilent), Row("SERVFAIL", .fails(.serverFailure)), Row("REFUSED", .fails(.refused)),
        Row("a wrong ID", .givesWrongIdentifier), Row("another port", .givesWrongPort), Row("another question", .givesWrongQuestion),
        Row("an address of no octets", .givesData([])), Row("an address of nine octets", .givesData([192, 0, 2, 1, 0, 0, 0, 0, 0])),
        Row("a header alone", .gives { Array($0[..<2]) + [0x81, 0x80] + [UInt8](repeating: 0, count: 8) }),
        Row("half a header", .gives { Array($0[..<6]) }), Row("noise", .gives { $0[..<2] + [UInt8](repeating: 0xC0, count: 300) }),
    ]

    @Test("a broken answer, or none, is SERVFAIL in time that says why, and the cluster's names are answered", arguments: failures)
    private func fails(row: Row) throws {
        let upstream = try FakeUpstream(Self.records, row.behaviour)
        let setup = try UpstreamSetup([upstream.endpoint], settings: ["timeout: 0.5"])
        let begin = ContinuousClock.now
        let answer = try #require(setup.ask("host.example.test"))
        #expect(answer.responseCode == "SERVFAIL" && answer.answer.isEmpty && answer.flags == ["qr", "rd", "ra"], "\(answer)")
        #expect(answer.extendedErrorCodes.count == 1 && row.errors.isSuperset(of: answer.extendedErrorCodes), "\(answer.extendedErrors)")
        #expect(ContinuousClock.now - begin < .seconds(4))
        #expect(setup.answersClusterName && setup.ask("host.example.test", over: .tcp)?.responseCode == "SERVFAIL")
        upstream.behave(.answers)
        #expect(
            waitUntil { setup.ask("other.example.test")?.answer == ["other.example.test. 300 IN A 192.0.2.2"] })
    }

    @Test("one that loses packets, or cuts all it sends, is asked again until there is an answer", arguments: ["loses", "truncates"])
    func recovers(behaviour: String) throws {
        let upstream = try FakeUpstream(Self.records, behaviour == "loses" ? .losesEverySecond : .truncates)
        let setup = try UpstreamSetup([upstream.endpoint])
        for carrier in DNSClient.Carrier.allCases {
            let name: DomainName = carrier == .udp ? "host.example.test" : "other.example.test"
            #expect(setup.ask(name, over: carrier)?.answer.count == 1)
            #expect(upstream.count(name, .a) >= 2)
        }
    }

    @Test("where no program has the port, the answer is SERVFAIL in time; the second of two servers is enough")
    func closed() throws {
        let (gone, good) = (try FakeUpstream([], on: "127.0.0.5"), try FakeUpstream(Self.records, on: "127.0.0.4"))
        gone.stop()
        let alone = try UpstreamSetup([gone.endpoint], settings: ["timeout: 0.5"])
        let answer = try #require(alone.ask("host.example.test"))
        #expect(answer.responseCode == "SERVFAIL" && Set([22, 23]).isSuperset(of: answer.extendedErrorCodes), "\(answer)")
        #expect(alone.answersClusterName)
        let both = try UpstreamSetup([gone.endpoint, good.endpoint])
        for name in ["host.example.test", "other.example.test"] as [DomainName] {
            let answer = both.ask(name)
            #expect(answer?.answer.count == 1, "\(name): \(String(describing: answer))")
        }
    }

    @Test("names that never answer do not take the good ones with them")
    func someNames() throws {
        let upstream = try FakeUpstream(Self.records + ["*.good.example.test. 300 IN A 192.0.2.3"])
        upstream.behave(.isSilent, below: "bad.example.test")
        let setup = try UpstreamSetup([upstream.endpoint], settings: ["timeout: 1"])
        for number in 1...8 {
            let bad = try #require(DomainName("n\(number).bad.example.test"))
            let good = try #require(DomainName("n\(number).good.example.test"))
            #expect(setup.ask(bad)?.responseCode == "SERVFAIL")
            #expect(setup.ask(good)?.answer == ["\(good) 300 IN A 192.0.2.3"])
        }
    }

    @Test("without upstream a name outside is refused", arguments: [["--no-upstream"], ["--config", "empty"]])
    func none(arguments: [String]) throws {
        let folder = try TemporaryDirectory()
        try folder.write("empty", "upstream: {servers: []}\n")
        let arguments = arguments.map { $0 == "empty" ? "\(folder.path)/empty" : $0 }
        let server = try RunningServer(["--manifests", Fixture.demo] + arguments)
        let answer = try #require(server.exchange(QueryOctets.query("host.example.test", .a), over: .udp).flatMap(LdnsMessage.init))
        #expect(answer.responseCode == "REFUSED" && answer.flags == ["qr", "rd"])
    }

    @Test(
        "an upstream that goes for 8 s: cluster names are answered all the while, and an outside name soon after its return",
        arguments: ["closed", "silent"])
    func outage(kind: String) throws {
        let upstream = try FakeUpstream(["*.example.test. 300 IN A 192.0.2.1"], on: "127.0.0.6")
        let setup = try UpstreamSetup([upstream.endpoint], settings: ["timeout: 2"])
        #expect(setup.ask("before.example.test")?.answer.count == 1)
        if kind == "closed" { upstream.stop() } else { upstream.behave(.isSilent) }
        let end = ContinuousClock.now + .seconds(8)
        let failures = Background { Self.countFailures(of: setup, until: end) }
        while ContinuousClock.now < end {
            let begin = ContinuousClock.now
            #expect(setup.answersClusterName && ContinuousClock.now - begin < .seconds(4))
            #expect(setup.ask("before.example.test")?.answer.count == 1)
        }
        #expect(failures.wait() >= 3)
        if kind == "closed" { try upstream.start() } else { upstream.behave(.answers) }
        let back = ContinuousClock.now
        var number = 0
        #expect(
            waitUntil(atMost: .seconds(5)) {
                number += 1
                return DomainName("after\(number).example.test").flatMap { setup.ask($0) }?.answer.count == 1
            }, "no answer within 5 s")
        print("\(kind): an outside name was answered \(ContinuousClock.now - back) after the upstream's return")
    }

    /// Asks for one outside name after another.
    private static func countFailures(of setup: UpstreamSetup, until end: ContinuousClock.Instant) -> Int {
        var count = 0
        while ContinuousClock.now < end, let name = DomainName("during\(count).example.test") {
            if setup.ask(name)?.responseCode == "SERVFAIL" { count += 1 }
        }
        return count
    }
}
