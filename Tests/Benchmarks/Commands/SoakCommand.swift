import ArgumentParser

/// `Benchmarks soak`: everything at once, for long.
struct SoakCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "soak",
        abstract: "Loads a server with everything at once for long, and says whether it stayed as it was. The exit status is 1 if not.")

    @Option(help: "How long.")
    var minutes = 30

    @Option(help: "How many Services there are.")
    var services = 1_000

    @Option(help: "Valid queries a second over UDP.")
    var rate = 5_000

    /// Rows of the table, whatever the time.
    private static let rows = 30

    func validate() throws {
        guard (1...10_000).contains(minutes), (100...100_000).contains(services), (100...10_000).contains(rate) else {
            throw ValidationError("1 to 10,000 minutes, 100 to 100,000 Services, 100 to 10,000 queries a second")
        }
    }

    func run() throws {
        try RunOptions.running(by: []) {
            Output.write(Machine.facts(versions: [("svcdns", try Programs.version(of: .svcdns))]))
            Output.note(SoakSample.header.joined(separator: " | "))
            let outcome = try SoakTrial(seconds: minutes * 60, services: services, rate: rate).run()
            Output.write("\n\(table(of: outcome.samples))\n\n\(text(of: outcome.verdict))")
            guard outcome.verdict.complaints.isEmpty else { throw Failed() }
        }
    }

    private func table(of samples: [SoakSample]) -> String {
        let step = max(1, (samples.count + Self.rows - 1) / Self.rows)
        var table = MarkdownTable(SoakSample.header)
        for (index, sample) in samples.enumerated() where (samples.count - 1 - index) % step == 0 { table.add(sample.row) }
        return table.text
    }

    private func text(of verdict: SoakVerdict) -> String {
        let lines = verdict.complaints.isEmpty ? ["all as it should be"] : verdict.complaints
        return (verdict.comparisons + lines).map { "- \($0)" }.joined(separator: "\n")
    }

    struct Failed: Error, CustomStringConvertible {
        let description = "the soak failed"
    }
}
