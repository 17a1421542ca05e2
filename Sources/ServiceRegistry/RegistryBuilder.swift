import DNSModel

/// Makes a snapshot of accepted objects: addresses allocated, endpoints gathered, and nothing in it that is hidden. It remembers the
/// last one, so that the next costs what changed.
package struct RegistryBuilder: Sendable {
    private let rules: RegistryRules
    private let allocator: ClusterIPAllocator
    private var ledger: AddressLedger?
    private var content = SnapshotContent()
    private var external = ExternalAddresses()
    private var nodes = NodeFacts([:])
    private var room = RecordRoom()
    private var traits = SharedTraits()
    private var cutServices: Set<ServiceKey> = []
    private var cutImports: Set<ServiceKey> = []

    /// A builder of these rules.
    package init(_ rules: RegistryRules) {
        self.rules = rules
        allocator = ClusterIPAllocator(serviceCIDRs: rules.serviceCIDRs)
    }

    /// The snapshot of these objects, and the allocations to remember for the next.
    ///
    /// Hidden Services have addresses too: none moves when others are shown.
    ///
    /// - Parameters:
    ///   - change: what became of the objects since the last build; before the first, all came.
    ///   - podsAreLive: whether the Pods are as their source has them now.
    ///   - table: the allocations that the first build goes on from; the later ones go on from those of the build before.
    package mutating func build(
        _ objects: RegistryObjects, after change: RegistryChange, generation: UInt64, serial: UInt32, podsAreLive: Bool = true,
        remembering table: AllocationTable
    ) -> RegistryBuild {
        let isFirst = self.ledger == nil
        var ledger = self.ledger ?? allocator.ledger(remembering: table)
        self.ledger = nil
        let turn = isFirst ? RegistryTurn(all: objects) : RegistryTurn(change)
        let settled = ledger.settle(gone: turn.removed.services, come: turn.added.services)
        content.clients.apply(removed: turn.removed, added: turn.added)
        let facts = turn.hasNodes ? NodeFacts(objects.nodes) : nodes
        let isWhole = isFirst || room.isShort || facts != nodes || turn.movesNamespaces(rules.exposure)
        nodes = facts
        if isWhole || !update(objects, after: turn, moved: settled.moved, ledger) { rebuild(objects, ledger) }
        self.ledger = ledger
        return RegistryBuild(
            snapshot: RegistrySnapshot(generation: generation, serial: serial, podsAreLive: podsAreLive, content),
            allocation: Allocation(table: ledger.table, events: settled.events), cutServices: cutServices.sorted(),
            cutImports: cutImports.sorted())
    }
}

extension RegistryBuilder {
    /// Makes anew what a change touches; false where there is not room for all, so that what each Service has depends on the others.
    private mutating func update(
        _ objects: RegistryObjects, after turn: RegistryTurn, moved: Set<ServiceKey>, _ ledger: AddressLedger
    ) -> Bool {
        let work = RecordWork(after: turn, in: objects, moved: moved)
        var room = room
        for key in work.services { room.leaveLooks(of: key) }
        for record in work.services.compactMap(content.service) + work.imports.compactMap(content.serviceImport) { room.leave(record) }
        let maker = RecordMaker(objects, nodes: nodes, rules: rules, room: room, sharing: traits)
        return carryOut(work, objects, ledger, maker, evenIfShort: false)
    }

    /// Makes everything anew. So it is done at first, and in the rare cases in which few records would not depend on a change:
    /// where Nodes or the labels of Namespaces changed in a way that shows, and where `RegistryLimits` leave less room than needed.
    private mutating func rebuild(_ objects: RegistryObjects, _ ledger: AddressLedger) {
        content = SnapshotContent(clients: content.clients)
        external = ExternalAddresses()
        (cutServices, cutImports) = ([], [])
        let maker = RecordMaker(objects, nodes: nodes, rules: rules, room: RecordRoom(), sharing: SharedTraits())
        _ = carryOut(RecordWork(all: objects), objects, ledger, maker, evenIfShort: true)
    }

    private mutating func carryOut(
        _ work: RecordWork, _ objects: RegistryObjects, _ ledger: AddressLedger, _ maker: RecordMaker, evenIfShort: Bool
    ) -> Bool {
        var maker = maker
        let shown = ShownObjects(objects, rules.exposure)
        var services: [RecordMaker.Made?] = []
        for key in work.services {
            services.append(objects.services[key].flatMap { shown.contains($0) ? maker.record(of: $0, $0.addressing(in: ledger)) : nil })
            guard evenIfShort || !maker.room.isShort else { return false }
        }
        let imports = work.imports.map { key in
            objects.serviceImports[key].flatMap { shown.contains($0) ? maker.record(of: $0) : nil }
        }
        guard evenIfShort || !maker.room.isShort else { return false }
        (room, traits) = (maker.room, maker.traits)
        for (key, made) in zip(work.services, services) { cutServices.set(key, made?.isCut ?? false) }
        for (key, made) in zip(work.imports, imports) { cutImports.set(key, made?.isCut ?? false) }
        take(
            work, objects, shown,
            services: zip(work.services, services).compactMap { RecordChange(from: content.service($0), to: $1?.record) },
            imports: zip(work.imports, imports).compactMap { RecordChange(from: content.serviceImport($0), to: $1?.record) })
        return true
    }

    private mutating func take(
        _ work: RecordWork, _ objects: RegistryObjects, _ shown: ShownObjects, services: [RecordChange], imports: [RecordChange]
    ) {
        let outside = rules.indexesExternalAddresses ? external.apply(services) : ([], [])
        content.replaceAddresses(services, external: outside)
        content.count(services: services, imports: imports)
        let servicesByNamespace = Dictionary(grouping: services, by: \.key.namespace)
        let importsByNamespace = Dictionary(grouping: imports, by: \.key.namespace)
        for namespace in work.namespaces.union(servicesByNamespace.keys) {
            var now = content.namespaces[namespace]?.content ?? NamespaceContent()
            now.applyToServices(servicesByNamespace[namespace] ?? [])
            now.applyToImports(importsByNamespace[namespace] ?? [])
            if shown.shows(namespace) {
                now.applyToPods(removed: work.removedPods[namespace] ?? [], added: work.addedPods[namespace] ?? [])
            }
            let isInhabited = now.hasServices || objects.populations[namespace, default: NamespacePopulation()].others > 0
            content.replace(namespace, with: isInhabited && shown.shows(namespace) ? now : nil)
        }
    }
}

extension Set<ServiceKey> {
    fileprivate mutating func set(_ key: ServiceKey, _ isMember: Bool) {
        if isMember { insert(key) } else { remove(key) }
    }
}

extension ServiceObject {
    /// A Service that asks for cluster IPs may have none: it has no name, but it is known.
    fileprivate func addressing(in ledger: AddressLedger) -> ServiceRecord.Addressing {
        switch addressing {
        case .headless: .headless
        case .externalName(let name): .externalName(name)
        case .clusterIP(let claims): .clusterIP(claims.compactMap { address(of: $0, in: ledger) })
        }
    }

    private func address(of claim: ClusterIPClaim, in ledger: AddressLedger) -> IPAddress? {
        switch claim {
        case .named(let address): address
        case .allocated(let family): ledger.address(of: AllocationKey(service: key, family: family))
        }
    }
}
