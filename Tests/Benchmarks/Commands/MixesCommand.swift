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
            Output.write(Machine.facts(versions: ServerKind.versions(servers)) + "\n- \(conditions)\n")
            for mix in Mix.allCases where self.mix.isEmpty || self.mix.contains(mix) {
                try measure(mix, of: servers.map(\.kind).filter(mix.suits), serving: world)
            }
        }
    }

    private var conditions: String {
        "\(options.services.grouped) Services; \(options.seconds) s each at full speed"
    }

    /// A mix after the other, so that the servers of a table ran close together; each anew, so that no mix warms or spoils another.
    private func measure(_ mix: Mix, of kinds: [ServerKind], serving world: World) throws {
        let questions = try world.questions(mix.rawValue, mix.lines(of: world))
        var table = MixTable(mix)
        for kind in kinds {
            Output.note("\(mix.rawValue): \(kind.title) ...")
            try options.leavingOutWhatFails { table.add(kind, try measure(mix, questions, of: kind, serving: world)) }
        }
        Output.write(table.text + "\n")
    }

    private func measure(_ mix: Mix, _ questions: QuestionFile, of kind: ServerKind, serving world: World) throws -> Measurement {
        let upstream = mix.asksOutside ? try MeasuredServer(.knot, serving: world) : nil
        let server = try MeasuredServer(kind, serving: world, upstream: upstream?.port)
        return try withExtendedLifetime(upstream) {
            if mix.asksOutside { try server.checkAnswers(of: world.outside) }
            if mix.needsWarmth { _ = try DNSPerf(port: server.port).run(mix.load(questions, seconds: 1)) }
            return try Measurement(of: server, under: mix.load(questions, seconds: options.seconds))
        }
    }
}

extension Mix: ExpressibleByArgument {}
