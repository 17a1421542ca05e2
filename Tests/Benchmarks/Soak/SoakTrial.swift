import Foundation
import Glibc
import TestSupport

/// A server under mixed load, with manifests and an upstream that change all the time.
struct SoakTrial {
    let seconds: Int
    let services: Int
    /// Valid queries a second over UDP.
    let rate: Int

    static let secondsOfSample = 5
    private static let malformed = 500
    private static let churn = 40
    private static let secondsOfSignal = 10
    /// How long the clients wait at most for what is on its way.
    private static let rest = 2

    /// What came of it.
    struct Outcome {
        let samples: [SoakSample]
        let verdict: SoakVerdict
    }

    func run() throws -> Outcome {
        let world = try SoakWorld(services: services)
        // The server ends before its folders go.
        defer { withExtendedLifetime(world) {} }
        let upstream = try FakeUpstream(SoakWorld.outsideRecords)
        let server = try RunningServer(
            [
                "--config", try world.settingsFile(), "--manifests", world.path, "--state-directory", world.state.path, "--upstream",
                upstream.endpoint, "--allow-transfer", "127.0.0.0/8",
            ], atMost: ReloadTrial.startBound)
        let clients = SoakClients(port: server.port, tree: world.tree, tally: SoakTally())
        let threads = start(clients)
        defer {
            clients.tally.end()
            threads.forEach { $0.wait() }
        }
        let samples = try disturb(world, upstream, server, clients.tally)
        let dropped = SocketDrops.count(port: server.port, in: try String(contentsOfFile: "/proc/net/udp", encoding: .utf8))
        return Outcome(
            samples: samples, verdict: SoakVerdict(samples, dropped: dropped, hasEnded: server.hasEnded))
    }

    private func start(_ clients: SoakClients) -> [Background<Void>] {
        [
            clients.start { try $0.askByDatagrams(perSecond: rate) }, clients.start { try $0.askOutside() },
            clients.start { try $0.askByStreams() }, clients.start { try $0.probe() }, clients.start { try $0.transfer() },
            clients.start { try $0.sendMalformedDatagrams(perSecond: Self.malformed) },
            clients.start { try $0.churnStreams(perSecond: Self.churn) },
        ]
    }

    /// Changes manifests and upstream each second, and looks at the server now and then.
    private func disturb(
        _ world: SoakWorld, _ upstream: FakeUpstream, _ server: RunningServer, _ tally: SoakTally
    ) throws -> [SoakSample] {
        var weather = UpstreamWeather(upstream)
        var samples: [SoakSample] = []
        var pace = Pace(perSecond: 1)
        for second in 1...seconds where !server.hasEnded {
            pace.wait()
            try Interruption.check()
            try world.change(second: second)
            try weather.change(second: second)
            if second % Self.secondsOfSignal == 0 { server.send(SIGHUP) }
            guard second % Self.secondsOfSample == 0 else { continue }
            samples.append(try SoakSample(of: server.processIdentifier, second: second, counts: tally.now))
            Output.note(samples.last?.row.joined(separator: " | ") ?? "")
        }
        return samples
    }
}
