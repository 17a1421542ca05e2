import TestSupport

/// Changes of one file while the server answers.
package struct ReloadTrial {
    private let services: Int
    private let changes: Int
    /// Whether dnsperf takes all that the server can give meanwhile.
    private let isUnderLoad: Bool
    /// No change begins after this.
    private let bound: Duration

    /// How long one change may take to be seen.
    static let patience = Duration.seconds(60)
    /// How long the server may take to start.
    static let startBound = Duration.seconds(300)
    /// How long nothing changes at first: dnsperf takes a moment to begin.
    private static let warming = Duration.seconds(1)
    /// How long nothing changes between one change and the next: not the same each time, so that no timer keeps step with it.
    private static let pause = (40...90).map { Duration.milliseconds($0) }

    /// So many changes among so many Services.
    package init(services: Int, changes: Int, isUnderLoad: Bool, bound: Duration) {
        self.services = services
        self.changes = changes
        self.isUnderLoad = isUnderLoad
        self.bound = bound
    }

    /// Starts a server, changes a file, and ends the server.
    package func run() throws -> ReloadOutcome {
        let directory = try ChangingDirectory(ServiceTree(services: services))
        let server = try RunningServer(["--manifests", directory.path], atMost: Self.startBound)
        var prober = try Prober(port: server.port)
        let load = isUnderLoad ? try QueryLoad(port: server.port, services: services, atMost: bound + Self.patience) : nil
        try prober.probe(for: Self.warming)
        let delays = try delays(in: directory, &prober)
        try prober.probe(for: .milliseconds(200))
        let figures = try load?.end()
        return withExtendedLifetime(server) {
            ReloadOutcome(services: services, wanted: changes, delays: delays, findings: prober.findings, load: figures)
        }
    }

    /// Milliseconds from each rename to the first answer after it that is new.
    private func delays(in directory: ChangingDirectory, _ prober: inout Prober) throws -> [Double] {
        let end = ContinuousClock.now + bound
        var delays: [Double] = []
        while delays.count < changes, ContinuousClock.now < end {
            try directory.prepare()
            try prober.probe(for: Self.pause[delays.count * 7 % Self.pause.count])
            let renamed = try directory.change()
            guard let seen = try prober.probe(until: directory.generation, atMost: Self.patience) else { break }
            delays.append((seen - renamed).inMilliseconds)
        }
        return delays
    }
}
