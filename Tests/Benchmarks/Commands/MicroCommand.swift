import ArgumentParser

/// `Benchmarks micro`: each step by itself.
struct MicroCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "micro", abstract: "Measures each step of a query and of a change by itself: CPU and allocations.")

    @Option(help: "How many Services there are.")
    var services = 10_000

    @Option(help: "Rounds; the table has the middle of them.")
    var rounds = 7

    func validate() throws {
        guard services >= 100, rounds >= 1 else { throw ValidationError("100 Services and 1 round at least") }
    }

    func run() throws {
        try RunOptions.running(by: []) {
            let steps = try MicroSteps(services: services)
            var run = MicroRun(rounds: rounds)
            guard let unit = try run.calibrationCost() else { return }
            Output.write(Machine.facts(versions: [("svcdns", try Programs.version(of: .svcdns))]) + "\n- \(conditions(unit))\n")
            var table = MarkdownTable(["step", "ns of CPU", "× calibration", "least to greatest", "allocations"])
            for result in try run.results(of: steps.ofQueries() + steps.ofChanges()) { table.add(result.row) }
            Output.write(table.text)
        }
    }

    private func conditions(_ unit: Sample) -> String {
        "\(services.grouped) Services, \(rounds) rounds; calibration: FNV-1a over \(CalibrationLoop.octets) octets, here "
            + "\(unit.median.figure) ns (\(unit.least.figure) to \(unit.greatest.figure))"
    }
}
