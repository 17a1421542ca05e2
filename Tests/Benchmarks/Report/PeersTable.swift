/// What was measured of one server.
struct PeerFigures {
    let measurement: Measurement
    let steady: LoadResult
    let latencies: Latencies
    let memory: ProcessUsage
}

/// One row for each server.
struct PeersTable {
    private var table: MarkdownTable

    init(rate: Int) {
        let rate = "at \(rate.grouped)/s"
        table = MarkdownTable([
            "server", "queries/s", "user µs/query", "system µs/query", "mean µs \(rate)", "99 % µs \(rate)", "lost", "not NOERROR",
            "VmRSS MB",
            "RssAnon MB",
        ])
    }

    mutating func add(_ kind: ServerKind, _ figures: PeerFigures) {
        let (full, steady) = (figures.measurement.result, figures.steady)
        table.add([
            kind.title, Int(full.perSecond).grouped, figures.measurement.userMicroseconds.rounded(to: 2),
            figures.measurement.systemMicroseconds.rounded(to: 2), (steady.meanLatency * 1_000_000).rounded(to: 0),
            figures.latencies.percentile(99)?.grouped ?? "-", (full.lost + steady.lost).grouped,
            (full.answers(otherThan: "NOERROR") + steady.answers(otherThan: "NOERROR")).grouped,
            figures.memory.resident.inMegabytes.rounded(to: 1),
            figures.memory.anonymous.inMegabytes.rounded(to: 1),
        ])
    }

    var text: String {
        table.text
    }
}
