/// What a registry of one size costs.
struct ScalePoint {
    let tree: ServiceTree
    /// From the start of the program to its first right answer.
    let start: Duration
    /// After the start.
    let memory: ProcessMemory
    let changes: [ScaleChange]

    var services: Int { tree.catalogue.count + tree.headless }
    var endpoints: Int { tree.headless * tree.endpointsOfEach }

    var memoryAfterChanges: ProcessMemory {
        changes.last?.memory ?? memory
    }

    /// The greatest of all changes; nil where the system does not tell.
    var peak: Int? {
        changes.filter(\.hasPeak).map(\.memory.anonymousPeak).max()
    }

    var delay: Sample? {
        Sample(changes.map(\.delay.inMilliseconds))
    }

    static let header = [
        "Services", "endpoints", "start, s", "RssAnon, MB", "VmRSS, MB", "RssAnon after changes, MB", "VmRSS after changes, MB",
        "peak of a change, MB", "peak / RssAnon", "change to answer, ms",
    ]

    var row: [String] {
        let after = memoryAfterChanges
        let megabytes = [memory.anonymous, memory.resident, after.anonymous, after.resident].map { $0.inMegabytes.figure }
        let ratio = peak.map { (Double($0) / Double(memory.anonymous)).figure }
        return [services.grouped, endpoints.grouped, start.inSeconds.figure] + megabytes
            + [peak.map { $0.inMegabytes.figure } ?? "not permitted", ratio ?? "-", delay.map { $0.median.figure } ?? "-"]
    }
}

extension Int {
    /// Octets in millions.
    var inMegabytes: Double {
        Double(self) / 1_000_000
    }
}
