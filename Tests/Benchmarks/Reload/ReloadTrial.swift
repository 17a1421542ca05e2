import TestSupport

/// Changes of one file while the server answers.
struct ReloadTrial {
    let services: Int
    let changes: Int
    /// Whether dnsperf takes all that the server can give meanwhile.
    let isUnderLoad: Bool
    /// No change begins after this.
    let bound: Duration

    /// How long one change may take to be seen.
    static let patience = Duration.seconds(60)
    /// How long the server may take to start.
    static let startBound = Duration.seconds(300)
    /// How long nothing changes at first: dnsperf takes a moment to begin.
    private static let warming = Duration.seconds(1)
    /// How long nothing changes between one change and the next: not the same each time, so that no timer keeps step with it.
    private static let pause = (40...90).map { Duration.milliseconds($0) }

    func run() throws -> ReloadOutcome {
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
            try prober.probe(for: Self.pause[delays.count * 7 % Self.pause.count])
            let renamed = try directory.change()
            guard let seen = try prober.probe(until: directory.generation, atMost: Self.patience) else { break }
            delays.append((seen - renamed).inMilliseconds)
        }
        return delays
    }
}

/// What came of it.
package struct ReloadOutcome {
    package let services: Int
    package let wanted: Int
    package let delays: [Double]
    package let findings: ProbeFindings
    package let load: LoadResult?

    package init(services: Int, wanted: Int, delays: [Double], findings: ProbeFindings, load: LoadResult?) {
        self.services = services
        self.wanted = wanted
        self.delays = delays
        self.findings = findings
        self.load = load
    }

    package static let header = [
        "Services", "load, queries/s", "changes", "answers seen", "lost", "mixed", "backwards", "other", "to the new answer, ms: 50th",
        "99th", "longest", "between two probes, ms: middle", "longest",
    ]

    package var row: [String] {
        let delay = Sample(delays)
        let times = [delay?.median, delay?.percentile(99), delay?.greatest, findings.gap?.median, findings.gap?.greatest]
        let seen = findings.answers + (load?.completed ?? 0)
        let counts = [seen, findings.lost + (load?.lost ?? 0), findings.mixed, findings.backwards, findings.unexpected]
        let changes = delays.count == wanted ? "\(wanted)" : "\(delays.count) of \(wanted)"
        return [services.grouped, load.map { $0.perSecond.rounded(to: 0) } ?? "none", changes] + counts.map(\.grouped)
            + times.map { $0?.figure ?? "-" }
    }
}
