import DNSModel
import DNSServer
import TestSupport
import Testing
import Upstream

struct LoopProbesTests {
    private let start = ContinuousClock.now
    private let good = LoopProbes.Target(UpstreamServer(.v4(IPv4Address(1))), for: .root)
    private let bad = LoopProbes.Target(UpstreamServer(.v4(IPv4Address(2))), for: .root)
    private var probes = LoopProbes()
    private var lastToken: UInt8 = 0

    private mutating func due(at now: ContinuousClock.Instant) -> [LoopProbes.Probe] {
        var last = lastToken
        defer { lastToken = last }
        return probes.due(at: now) {
            last += 1
            return [last]
        }
    }

    private mutating func suspected(at now: ContinuousClock.Instant) -> [LoopProbes.Probe] {
        var last = lastToken
        defer { lastToken = last }
        return probes.suspected(at: now) {
            last += 1
            return [last]
        }
    }

    /// The token of the probe to a server.
    private func token(_ probes: [LoopProbes.Probe], to target: LoopProbes.Target) -> ProbeNames.Token {
        probes.first { $0.target == target }?.token ?? []
    }

    @Test("Every server is asked at the start, every 30 s, and at each change of the servers")
    mutating func rounds() {
        #expect(due(at: start).isEmpty)
        probes.watch([good, bad])
        #expect(due(at: start).count == 2)
        #expect(due(at: start + .milliseconds(29_999)).isEmpty)
        #expect(due(at: start + .seconds(30)).count == 2)
        probes.watch([good])
        #expect(due(at: start + .seconds(31)).map(\.target) == [good])
    }

    @Test("A hint at a loop has every server asked, at most every 5 s")
    mutating func suspicion() {
        probes.watch([good, bad])
        #expect(due(at: start).count == 2)
        #expect(suspected(at: start + .milliseconds(4_999)).isEmpty)
        #expect(suspected(at: start + .seconds(5)).count == 2)
        #expect(suspected(at: start + .seconds(6)).isEmpty)
    }

    @Test("A server whose probe comes back is left out, told once, until a later probe has not come back for 5 s")
    mutating func loop() {
        probes.watch([good, bad])
        let first = token(due(at: start), to: bad)
        #expect(probes.cameBack(first) == bad)
        #expect(probes.cameBack(first) == nil)
        #expect(probes.leftOut == [bad])
        #expect(probes.mended(at: start + .seconds(29)).isEmpty)
        let second = token(due(at: start + .seconds(30)), to: bad)
        #expect(probes.cameBack(second) == nil)
        #expect(probes.mended(at: start + .seconds(59)).isEmpty)
        _ = due(at: start + .seconds(60))
        #expect(probes.mended(at: start + .milliseconds(64_999)).isEmpty)
        #expect(probes.mended(at: start + .seconds(65)) == [bad])
        #expect(due(at: start + .seconds(65)).count == 2)
        #expect(probes.mended(at: start + .seconds(66)).isEmpty)
        #expect(probes.leftOut.isEmpty)
    }

    @Test("Hints that go on do not keep a mended server out")
    mutating func mendedUnderSuspicion() {
        probes.watch([bad])
        _ = probes.cameBack(token(due(at: start), to: bad))
        _ = suspected(at: start + .seconds(5))
        _ = suspected(at: start + .seconds(10))
        #expect(probes.mended(at: start + .seconds(10)) == [bad])
    }

    @Test("A token that nobody sent, or that was sent long ago or to a server that is gone, means nothing")
    mutating func strangeTokens() {
        probes.watch([good, bad])
        #expect(probes.cameBack([99]) == nil)
        let old = token(due(at: start), to: bad)
        _ = due(at: start + .seconds(30))
        #expect(probes.cameBack(old) == nil)
        let gone = token(due(at: start + .seconds(60)), to: bad)
        probes.watch([good])
        #expect(probes.cameBack(gone) == nil)
        #expect(probes.leftOut.isEmpty)
    }

    @Test("A server that is left out stays so when others come and go")
    mutating func changeOfOthers() {
        probes.watch([good, bad])
        _ = probes.cameBack(token(due(at: start), to: bad))
        probes.watch([bad])
        #expect(probes.leftOut == [bad])
        probes.watch([good])
        #expect(probes.leftOut.isEmpty)
    }

    @Test("The name of a probe is known again in any case, in any zone that leaves room, and no other name is")
    func names() throws {
        var generator = SeededGenerator(seed: 1)
        let names = ProbeNames(using: &generator)
        let token = names.token(using: &generator)
        for zone: DomainName in [.root, "corp.internal"] {
            let name = try #require(names.name(token, in: zone))
            let shouted = try #require(DomainName(name.description.uppercased()))
            #expect(names.token(in: name) == token)
            #expect(names.token(in: shouted) == token)
            #expect(name.isWithin(zone))
        }
        let others = ProbeNames(using: &generator)
        #expect(try others.token(in: #require(names.name(token, in: .root))) == nil)
        let long = String(repeating: "a", count: 32) + "." + String(repeating: "b", count: 16)
        for name: DomainName in [.root, "www.example.com", DomainName(long) ?? .root, DomainName(long.dropLast()) ?? .root] {
            #expect(names.token(in: name) == nil)
        }
        let room = Array(repeating: String(repeating: "z", count: 50), count: 4).joined(separator: ".") + ".a"
        #expect(names.name(token, in: DomainName(room) ?? .root) == nil)
    }
}
