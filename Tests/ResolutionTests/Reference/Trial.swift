import DNSModel
import Resolution
import ServiceRegistry
import TestSupport

/// One question at one world, answered by both resolvers.
struct Trial {
    let world: World
    let reference: Reference
    private let snapshot: RegistrySnapshot
    private let resolver: Resolver
    private let rules: AnswerRules
    let table: AllocationTable

    /// A world that is built upon what was there before it.
    init(_ world: World, serial: UInt32, remembering table: AllocationTable = AllocationTable()) {
        self.world = world
        let build = RegistryBuilder(world.rules).build(world.objects, generation: UInt64(serial), serial: serial, remembering: table)
        snapshot = build.snapshot
        self.table = build.allocation.table
        reference = Reference(world, addresses: build.allocation.table.held, serial: serial)
        resolver = Resolver(world.configuration)
        rules = AnswerRules(world.configuration)
    }

    func comparison(_ query: Query, from client: IPAddress, start: UInt64) -> Comparison {
        let window = AnswerWindow(start: start, octets: 65535)
        let resolution = resolver.resolve(
            query.question, from: client, in: snapshot, window: window, recursionDesired: query.recursionDesired)
        let (response, asked) = answer(to: query, resolution)
        return Comparison(
            query: query, response: response, asked: asked, expected: reference.answer(to: query, from: client),
            isRecursive: world.outside != nil)
    }

    /// Asks upstream as often as the rules want it.
    private func answer(to query: Query, _ resolution: Resolution) -> (Response, [DomainName]) {
        var asked: [DomainName] = []
        var step = rules.step(for: query, resolution, serial: snapshot.serial)
        while true {
            switch step {
            case .response(let response): return (response, asked)
            case .ask(let inquiry):
                asked.append(inquiry.question.name)
                let outcome = world.upstream[inquiry.question.name]?.outcome(for: inquiry.question) ?? UpstreamName.unknown
                step = rules.step(after: outcome, to: inquiry)
            }
        }
    }
}
