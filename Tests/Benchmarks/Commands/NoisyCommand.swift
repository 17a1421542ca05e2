import ArgumentParser

/// `Benchmarks noisy`: one client floods, another asks as before.
struct NoisyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "noisy", abstract: "Measures what one client's flood costs another, with clientLimit and without.")

    @Option(help: "How many Services there are.")
    var services = 1_000

    @Option(help: "Queries a second of the noisy client.")
    var flood = 20_000

    @Option(help: "Queries a second of the quiet client.")
    var rate = 400

    @Option(help: "The clientLimit that is measured beside none: queries a second.")
    var limit = 500

    @Option(help: "Seconds without the noise, and as many with it, in each round.")
    var seconds = 4

    @Option(help: "Rounds, of which all have their turn in each; the table has the middle of them.")
    var rounds = 5

    func validate() throws {
        guard (100...100_000).contains(services), (1...1_000_000).contains(flood), (1...10_000).contains(rate), limit >= 1, seconds >= 1,
            rounds >= 1
        else { throw ValidationError("100 to 100,000 Services, 1 to 10,000 queries a second, and 1 at least of all else") }
    }

    func run() throws {
        try RunOptions.running(by: []) {
            Output.write(Machine.facts(versions: [("svcdns", try Programs.version(of: .svcdns))]) + "\n- \(conditions)\n")
            let cases = NoisyKind.allCases.flatMap { kind in
                [
                    NoisyCase(kind: kind, limit: limit, isElsewhere: false), NoisyCase(kind: kind, limit: limit, isElsewhere: true),
                    NoisyCase(kind: kind, limit: nil, isElsewhere: false),
                ]
            }
            var outcomes = cases.map { _ in [NoisyOutcome]() }
            for round in 1...rounds {
                Output.note("round \(round) of \(rounds) ...")
                for (index, one) in cases.enumerated() { outcomes[index].append(try outcome(of: one)) }
            }
            var table = MarkdownTable(NoisyOutcome.header)
            for (one, outcomes) in zip(cases, outcomes) { table.add(NoisyOutcome.row(one, outcomes)) }
            Output.write(table.text)
        }
    }

    private func outcome(of one: NoisyCase) throws -> NoisyOutcome {
        var trial = try NoisyTrial(one, NoisyTrial.Setup(services: services, flood: flood, rate: rate, seconds: seconds))
        return try trial.run()
    }

    private var conditions: String {
        "\(services.grouped) Services; \(rate.grouped) queries a second of the quiet client; \(rounds) rounds of \(seconds) s each way"
    }
}
