import Foundation

/// The server at one moment of a soak.
package struct SoakSample: Hashable, Sendable {
    /// Since the start.
    package let second: Int
    /// RssAnon and VmRSS, in octets.
    package let anonymous: Int
    package let resident: Int
    package let descriptors: Int
    package let threads: Int
    /// User and system time since the start of the process.
    package let processorSeconds: Double
    /// What the clients have counted.
    package let counts: SoakCounts

    /// A sample of these figures.
    package init(
        second: Int, anonymous: Int, resident: Int, descriptors: Int, threads: Int, processorSeconds: Double = 0,
        counts: SoakCounts = SoakCounts()
    ) {
        self.second = second
        self.anonymous = anonymous
        self.resident = resident
        self.descriptors = descriptors
        self.threads = threads
        self.processorSeconds = processorSeconds
        self.counts = counts
    }

    /// Looks at a process; throws when it is gone.
    init(of process: Int32, second: Int, counts: SoakCounts) throws {
        let folder = "/proc/\(process)"
        let status = try String(contentsOfFile: "\(folder)/status", encoding: .utf8)
        let usage = ProcessStatus(text: try String(contentsOfFile: "\(folder)/stat", encoding: .utf8))
        self.init(
            second: second, anonymous: ProcessStatus.kilobytes("RssAnon", in: status) * 1_024,
            resident: ProcessStatus.kilobytes("VmRSS", in: status) * 1_024,
            descriptors: try FileManager.default.contentsOfDirectory(atPath: "\(folder)/fd").count,
            threads: ProcessStatus.kilobytes("Threads", in: status),
            processorSeconds: (usage?.userSeconds ?? 0) + (usage?.systemSeconds ?? 0), counts: counts)
    }

    static let header = [
        "second", "RssAnon, MB", "VmRSS, MB", "descriptors", "threads", "processor, s", "answers", "lost", "wrong", "malformed",
        "connections", "transfers",
    ]

    var row: [String] {
        [second.grouped, anonymous.inMegabytes.rounded(to: 1), resident.inMegabytes.rounded(to: 1), "\(descriptors)", "\(threads)"]
            + [processorSeconds.rounded(to: 1)]
            + [counts.answered, counts.lost, counts.wrong, counts.malformed, counts.connections, counts.transfers].map(\.grouped)
    }
}
