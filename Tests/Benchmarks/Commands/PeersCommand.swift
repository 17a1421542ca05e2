import ArgumentParser

/// `Benchmarks peers`: the same questions to every server, one after the other.
struct PeersCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "peers", abstract: "Measures an echo, svcdns and other servers with the same names, as a table in Markdown.")

    @OptionGroup var options: RunOptions

    @Option(help: "Queries a second at which latencies are compared.")
    var rate = 20_000

    @Option(help: "How often all servers have their turn, one row each time: for the spread.")
    var rounds = 1

    /// svcdns first and last: the difference of the two is what the machine drifts.
    private static let order: [ServerKind] = [.echo, .echoPoll, .svcdns, .knot, .nsd, .unbound, .bind, .dnsmasq, .coredns, .svcdns]

    func validate() throws {
        guard rate > 0, rounds > 0 else { throw ValidationError("--rate and --rounds are 1 at least") }
    }

    func run() throws {
        try options.running {
            let servers = try options.present(Self.order)
            let world = try World(ServiceCatalogue(count: options.services))
            let questions = try world.questions("addresses", Questions(world.catalogue).addresses)
            Output.write(Machine.facts(versions: ServerKind.versions(servers)) + "\n- \(conditions)\n")
            var table = PeersTable(rate: rate)
            for server in repeatElement(servers, count: rounds).joined() {
                Output.note("\(server.kind.title) ...")
                try options.leavingOutWhatFails {
                    table.add(server.kind, try measure(server.kind, serving: world, questions))
                }
            }
            Output.write(table.text)
        }
    }

    private var conditions: String {
        "\(options.services.grouped) Services, each asked for in turn in no order; \(fullSpeed) s at full speed, "
            + "then \(options.seconds - fullSpeed) s at \(rate.grouped) queries a second"
    }

    private var fullSpeed: Int {
        max(1, options.seconds * 6 / 10)
    }

    private func measure(_ kind: ServerKind, serving world: World, _ questions: QuestionFile) throws -> PeerFigures {
        let server = try MeasuredServer(kind, serving: world)
        let client = DNSPerf(port: server.port)
        _ = try client.run(Load(questions, seconds: 1))
        let measurement = try Measurement(of: server, under: Load(questions, seconds: fullSpeed))
        let steady = try client.latencies(Load(questions, seconds: options.seconds - fullSpeed, rate: rate))
        return PeerFigures(measurement: measurement, steady: steady.result, latencies: steady.latencies, memory: try server.usage())
    }
}
