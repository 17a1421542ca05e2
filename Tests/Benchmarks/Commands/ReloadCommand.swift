import ArgumentParser

/// `Benchmarks reload`: changes while the server answers.
struct ReloadCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reload", abstract: "Measures how soon a change is answered, and whether an answer is lost or mixed meanwhile.")

    @Option(parsing: .upToNextOption, help: "How many Services there are; several numbers.")
    var services = [100, 10_000, 100_000]

    @Option(help: "Changes of one file at each number.")
    var changes = 100

    @Option(help: "After so many seconds no other change begins.")
    var seconds = 120

    func validate() throws {
        guard services.allSatisfy({ (10...600_000).contains($0) }), (1...10_000).contains(changes), seconds >= 1 else {
            throw ValidationError("10 to 600,000 Services, 1 to 10,000 changes, 1 second at least")
        }
    }

    func run() throws {
        try RunOptions.running(by: ["dnsperf"]) {
            Output.write(Machine.facts(versions: [("svcdns", try Programs.version(of: .svcdns))]))
            var table = MarkdownTable(ReloadOutcome.header)
            for count in services {
                for isUnderLoad in [false, true] { table.add(try outcome(of: count, isUnderLoad: isUnderLoad).row) }
            }
            Output.write("\n" + table.text)
        }
    }

    private func outcome(of services: Int, isUnderLoad: Bool) throws -> ReloadOutcome {
        Output.note("\(services.grouped) Services\(isUnderLoad ? " under load" : "") ...")
        return try ReloadTrial(services: services, changes: changes, isUnderLoad: isUnderLoad, bound: .seconds(seconds)).run()
    }
}
