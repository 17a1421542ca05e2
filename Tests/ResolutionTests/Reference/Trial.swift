import DNSModel
import Resolution
import ServiceRegistry

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

    func comparison(_ question: Question, from client: IPAddress, start: UInt64) -> Comparison {
        let window = AnswerWindow(start: start, octets: 65535)
        let resolution = resolver.resolve(question, from: client, in: snapshot, window: window)
        let response = rules.response(to: question, resolution, serial: snapshot.serial)
        return Comparison(question: question, response: response, expected: reference.answer(to: question, from: client))
    }
}
