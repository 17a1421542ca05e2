/// What came of a trial.
package struct ReloadOutcome {
    /// How many Services there were.
    package let services: Int
    /// How many changes there were to be.
    package let wanted: Int
    /// Milliseconds from each change to the first answer that was new.
    package let delays: [Double]
    /// What the prober saw.
    package let findings: ProbeFindings
    /// What dnsperf saw; nil where there was none.
    package let load: LoadResult?

    /// An outcome of these parts.
    package init(services: Int, wanted: Int, delays: [Double], findings: ProbeFindings, load: LoadResult?) {
        self.services = services
        self.wanted = wanted
        self.delays = delays
        self.findings = findings
        self.load = load
    }

    /// The columns of the table.
    package static let header = [
        "Services", "load, queries/s", "changes", "answers seen", "lost", "mixed", "backwards", "other", "to the new answer, ms: 50th",
        "99th", "longest", "between two probes, ms: middle", "longest",
    ]

    /// A row of the table.
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
