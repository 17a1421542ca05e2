import DNSModel
import ServiceRegistry
import TestSupport
import Testing

/// A registry that changes, built anew from what changed and, beside it, from nothing.
struct ChangingRegistry {
    private var generator: ObjectGenerator
    private let rules: RegistryRules
    private var builder: RegistryBuilder
    private var known: [ObjectGenerator.Identity: RegistryObject] = [:]
    private var objects = RegistryObjects()
    private var table = AllocationTable()
    private var generation: UInt64 = 0

    init(_ generator: ObjectGenerator, rules: RegistryRules) {
        self.generator = generator
        self.rules = rules
        builder = RegistryBuilder(rules)
    }

    /// Adds, changes and removes objects, so many at most, and compares.
    mutating func change(_ count: Int, _ context: String) {
        var change = RegistryChange()
        for identity in Set((0..<count).map { _ in generator.identity() }) {
            let old = known.removeValue(forKey: identity)
            if let old { change.removed.append(old) }
            if old != nil, generator.chance(40) { continue }
            let new = generator.object(identity, taken: taken)
            known[identity] = new
            change.added.append(new)
        }
        apply(change, context)
    }

    private var taken: Set<IPAddress> {
        Set(
            known.values.flatMap { object -> [IPAddress] in
                guard case .service(let service) = object else { return [] }
                return service.claims.compactMap { if case .named(let address) = $0 { address } else { nil } }
            })
    }

    private mutating func apply(_ change: RegistryChange, _ context: String) {
        generation += 1
        objects.apply(change)
        let build = builder.build(objects, after: change, generation: generation, serial: 1, remembering: table)
        var fresh = RegistryObjects()
        fresh.apply(RegistryChange(added: Array(known.values)))
        var other = RegistryBuilder(rules)
        let whole = other.build(
            fresh, after: RegistryChange(added: Array(known.values)), generation: generation, serial: 1, remembering: table)
        table = build.allocation.table
        #expect(build.allocation == whole.allocation, "\(context)")
        #expect(build.cutServices == whole.cutServices && build.cutImports == whole.cutImports, "\(context)")
        SnapshotComparison(build.snapshot, whole.snapshot, context).run()
        let effects = [(objects, build.snapshot), (fresh, whole.snapshot)].map { ExposureEffect(of: rules.exposure, on: $0, shown: $1) }
        #expect(effects[0] == effects[1], "\(context)")
    }
}

/// Compares everything that two snapshots tell.
struct SnapshotComparison {
    private let (one, other): (RegistrySnapshot, RegistrySnapshot)
    private let context: String

    init(_ one: RegistrySnapshot, _ other: RegistrySnapshot, _ context: String) {
        (self.one, self.other) = (one, other)
        self.context = context
    }

    func run() {
        #expect(Array(one.services) == Array(other.services), "\(context)")
        #expect(Array(one.serviceImports) == Array(other.serviceImports), "\(context)")
        #expect(one.services.allSatisfy { one.service($0.key) == $0 } && one.serviceImports.allSatisfy { one.serviceImport($0.key) == $0 })
        #expect((one.serviceCount, one.importCount, one.endpointCount) == (other.serviceCount, other.importCount, other.endpointCount))
        #expect(one.serviceCount == Array(one.services).count && one.importCount == Array(one.serviceImports).count, "\(context)")
        #expect(one.namespaces.mapValues(NamespaceView.init) == other.namespaces.mapValues(NamespaceView.init), "\(context)")
        compareAddresses()
    }

    private struct NamespaceView: Equatable {
        let podAddresses: Set<IPAddress>
        let outsideKinds: Set<OutsideAccess.Kind>
        let serviceNames: [Label]

        init(_ record: NamespaceRecord) {
            podAddresses = Set(record.podAddresses)
            outsideKinds = record.outsideKinds
            serviceNames = record.serviceNames
        }
    }

    private func compareAddresses() {
        let owned = Array(other.ownedAddresses)
        #expect(Array(one.ownedAddresses) == owned, "\(context)")
        for address in Set(ObjectGenerator.addresses + ObjectGenerator.clusterIPs + owned) {
            for limit in [1, 2, 100] {
                #expect(one.owner(of: address, limit: limit) == other.owner(of: address, limit: limit), "\(context)")
            }
            let last = ObjectGenerator.addresses[Int(one.generation % 9)]
            #expect(one.hasAddress(from: address, through: last) == owned.contains { address <= $0 && $0 <= last }, "\(context)")
            #expect(one.hasClient(at: address) == other.hasClient(at: address), "\(context)")
            #expect(one.clientNamespace(of: address) == other.clientNamespace(of: address), "\(context)")
            #expect(one.certainClientNamespace(of: address) == other.certainClientNamespace(of: address), "\(context)")
        }
    }
}
