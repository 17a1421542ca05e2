import DNSModel
import Foundation
import Synchronization
import TestSupport
import Testing

/// What is asked once, remembered, and for how long.
@Suite(.timeLimit(.minutes(20))) struct UpstreamMemoryTests {
    private static let host = ["host.example.test. 300 IN A 192.0.2.1"]

    @Test("many clients that ask the same are one question upstream, and all are answered, over UDP and TCP")
    func coalescing() throws {
        let upstream = try FakeUpstream(Self.host, .holds)
        let setup = try UpstreamSetup([upstream.endpoint])
        let asking = Mutex(0)
        let clients = (0..<20).map { number in
            Background {
                asking.withLock { $0 += 1 }
                return setup.ask(number % 2 == 0 ? "host.example.test" : "HOST.example.test", over: number < 10 ? .udp : .tcp)
            }
        }
        #expect(waitUntil { asking.withLock { $0 } == 20 && upstream.count("host.example.test", .a) > 0 })
        #expect(setup.answersClusterName)
        upstream.release()
        #expect(clients.allSatisfy { $0.wait()?.answer.count == 1 } && upstream.count("host.example.test", .a) == 1)
    }

    @Test("over the limit of waiting queries, of which a client has half, a further one fails at once, and says so")
    func concurrency() throws {
        let upstream = try FakeUpstream(["*.example.test. 300 IN A 192.0.2.1"], .holds)
        let setup = try UpstreamSetup([upstream.endpoint], settings: ["concurrency: 4"])
        let waiting = (["one.example.test", "two.example.test"] as [DomainName]).map { name in Background { setup.ask(name) } }
        #expect(waitUntil { upstream.count("one.example.test", .a) > 0 && upstream.count("two.example.test", .a) > 0 })
        let begin = ContinuousClock.now
        let third = try #require(setup.ask("three.example.test"))
        #expect(third.responseCode == "SERVFAIL" && third.extendedErrors.count == 1, "\(third)")
        #expect(ContinuousClock.now - begin < .seconds(3) && upstream.count("three.example.test") == 0)
        upstream.behave(.answers)
        upstream.release()
        #expect(waiting.allSatisfy { $0.wait()?.answer.count == 1 } && setup.ask("four.example.test")?.answer.count == 1)
    }

    @Test("an answer is remembered, a negative one too; of NODATA and NXDOMAIN each is its own")
    func remembers() throws {
        let start = "example.test. 300 IN SOA ns.example.test. hostmaster.example.test. 1 7200 1800 86400 60"
        let upstream = try FakeUpstream(Self.host + [start])
        let setup = try UpstreamSetup([upstream.endpoint])
        for (name, type, code) in [
            ("host.example.test", .a, "NOERROR"), ("host.example.test", .txt, "NOERROR"), ("missing.example.test", .a, "NXDOMAIN"),
        ] as [(DomainName, RecordType, String)] {
            for carrier in [.udp, .tcp, .udp] as [DNSClient.Carrier] {
                #expect(setup.ask(name, type, over: carrier)?.responseCode == code)
            }
            #expect(upstream.count(name, type) == 1, "\(name) \(type)")
        }
    }

    @Test("the bounds of TTLs hold, and show in the answers")
    func bounds() throws {
        let upstream = try FakeUpstream(Self.host + ["short.example.test. 1 IN A 192.0.2.2"])
        let setup = try UpstreamSetup([upstream.endpoint], settings: ["cache: {minimumTTL: 30, maximumTTL: 100}"])
        #expect(setup.ask("host.example.test")?.answer == ["host.example.test. 100 IN A 192.0.2.1"])
        #expect(setup.ask("short.example.test")?.answer == ["short.example.test. 30 IN A 192.0.2.2"])
    }

    @Test("stale answers are given when upstream is gone, if they are allowed, and say what they are")
    func stale() throws {
        let records = ["host.example.test. 2 IN A 192.0.2.1", "example.test. 2 IN SOA ns.example.test. root.example.test. 1 1 1 1 2"]
        let upstream = try FakeUpstream(records, on: "127.0.0.7")
        let setup = try UpstreamSetup([upstream.endpoint], settings: ["timeout: 1", "cache: {serveStale: {seconds: 60}}"])
        let without = try UpstreamSetup([upstream.endpoint], settings: ["timeout: 1"])
        for each in [setup, without] {
            #expect(each.ask("host.example.test")?.answer.count == 1 && each.ask("missing.example.test")?.responseCode == "NXDOMAIN")
        }
        upstream.stop()
        #expect(waitUntil { setup.ask("host.example.test")?.extendedErrorCodes == [3] })
        let stale = try #require(setup.ask("host.example.test"))
        #expect(stale.answer == ["host.example.test. 30 IN A 192.0.2.1"] && stale.responseCode == "NOERROR", "\(stale)")
        #expect(waitUntil { setup.ask("missing.example.test")?.extendedErrorCodes == [19] })
        #expect(setup.ask("missing.example.test")?.responseCode == "NXDOMAIN")
        #expect(waitUntil { without.ask("host.example.test")?.responseCode == "SERVFAIL" })
        try upstream.start()
        try upstream.replaceRecords(["host.example.test. 300 IN A 192.0.2.9"])
        #expect(waitUntil { setup.ask("host.example.test")?.answer.first?.hasSuffix("IN A 192.0.2.9") == true })
    }
}
