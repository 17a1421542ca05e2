import TestSupport

/// A server with one quiet and one noisy client, in turns without and with the noise.
struct NoisyTrial {
    private let kind: NoisyKind
    private let upstream: FakeUpstream
    private let server: RunningServer
    /// Another server like it, which the noise goes to where it does not go to the first.
    private let other: RunningServer?
    private let folder: TemporaryDirectory
    private let setup: Setup
    private var client: QuietClient

    /// What is the same for all trials.
    struct Setup {
        let services: Int
        /// Queries a second of the noisy client.
        let flood: Int
        /// Queries a second of the quiet client.
        let rate: Int
        /// Seconds without the noise, and as many with it.
        let seconds: Int
    }

    private static let noisy = "127.0.0.2"
    private static let quiet: UInt32 = 0x7F00_0003
    /// What came before has no answer any more that would be waited for.
    private static let settling = Duration.milliseconds(500)

    /// Starts the server, or both.
    init(_ one: NoisyCase, _ setup: Setup) throws {
        kind = one.kind
        self.setup = setup
        folder = try TemporaryDirectory()
        let catalogue = ServiceCatalogue(count: setup.services)
        try catalogue.writeManifests(to: folder.url)
        upstream = try FakeUpstream(["*.\(NoisyKind.zone) 60 IN A 192.0.2.1"])
        let clientLimit = one.limit.map { "clientLimit: {queriesPerSecond: \($0)}\n" } ?? ""
        try folder.write("svcdns.conf", "upstream: {servers: [\"\(upstream.endpoint)\"]}\n" + clientLimit)
        let arguments = ["--manifests", folder.path, "--config", "\(folder.path)/svcdns.conf"]
        server = try RunningServer(arguments)
        other = one.isElsewhere ? try RunningServer(arguments) : nil
        client = try QuietClient(catalogue, perSecond: setup.rate, port: server.port, from: Self.quiet)
        _ = try client.ask(for: .seconds(1))
    }

    /// Measures the quiet client without the noise and with it.
    mutating func run() throws -> NoisyOutcome {
        let quiet = try client.ask(for: .seconds(setup.seconds))
        let flood = try Flood(kind, perSecond: setup.flood, port: (other ?? server).port, from: Self.noisy)
        let (begin, noisy) = (ContinuousClock.now, Result { try client.ask(for: .seconds(setup.seconds)) })
        let sent = flood.end()
        let outcome = NoisyOutcome(
            quiet: quiet.microseconds, noisy: try noisy.get().microseconds, lost: try noisy.get().lost,
            flood: Double(sent) / (ContinuousClock.now - begin).inSeconds)
        _ = try client.ask(for: Self.settling)
        return outcome
    }
}
