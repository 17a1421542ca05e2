import ArgumentParser

/// `Benchmarks mixes`: other questions than the plainest, and other ways to ask.
struct MixesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mixes", abstract: "Measures svcdns and other servers with several mixes of questions, a table in Markdown each.")

    @OptionGroup var options: RunOptions

    @Option(help: ArgumentHelp("Only these mixes.", valueName: "name"))
    var mix: [Mix] = []

    private static let order: [ServerKind] = [.svcdns, .knot, .nsd, .unbound, .bind, .dnsmasq, .coredns, .svcdns]

    func run() throws {
        try options.running {
            let servers = try options.present(Self.order)
            let world = try World(ServiceCatalogue(count: options.services))
            let mixes = try Mix.allCases.filter { mix.isEmpty || mix.contains($0) }.map { mix in
                (mix, try world.questions(mix.rawValue, mix.lines(of: world)))
            }
            Output.write(Machine.facts(versions: ServerKind.versions(servers)) + "\n- \(conditions)\n")
            var tables = mixes.map { MixTable($0.0) }
            for server in servers {
                try options.leavingOutWhatFails { try measure(server.kind, serving: world, mixes, into: &tables) }
            }
            for table in tables { Output.write(table.text + "\n") }
        }
    }

    private var conditions: String {
        "\(options.services.grouped) Services; \(options.seconds) s each at full speed"
    }

    /// One server for all mixes: nothing is cold but what a mix makes so.
    private func measure(
        _ kind: ServerKind, serving world: World, _ mixes: [(Mix, QuestionFile)], into tables: inout [MixTable]
    ) throws {
        let upstream = try kind.forwards ? MeasuredServer(.knot, serving: world) : nil
        let server = try MeasuredServer(kind, serving: world, upstream: upstream?.port)
        try withExtendedLifetime(upstream) {
            if kind.forwards {
                try server.checkAnswers(of: world.outside.count, host: world.outside.host, address: world.outside.address)
            }
            for (index, (mix, questions)) in mixes.enumerated() where mix.suits(kind) {
                Output.note("\(kind.title): \(mix.rawValue) ...")
                if mix.needsWarmth { _ = try DNSPerf(port: server.port).run(mix.load(questions, seconds: 1)) }
                tables[index].add(kind, try Measurement(of: server, under: mix.load(questions, seconds: options.seconds)))
            }
        }
    }
}

extension Mix: ExpressibleByArgument {}
