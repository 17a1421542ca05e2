import DNSModel

/// Makes a snapshot of accepted objects: addresses allocated, endpoints gathered, and nothing in it that is hidden.
package struct RegistryBuilder: Sendable {
    private let rules: RegistryRules
    private let allocator: ClusterIPAllocator

    /// A builder of these rules.
    package init(_ rules: RegistryRules) {
        self.rules = rules
        allocator = ClusterIPAllocator(serviceCIDRs: rules.serviceCIDRs)
    }

    /// The snapshot of these objects, and the allocations to remember for the next.
    ///
    /// Hidden Services have addresses too: none moves when others are shown.
    ///
    /// - Parameter podsAreLive: whether the Pods are as their source has them now.
    package func build(
        _ objects: RegistryObjects, generation: UInt64, serial: UInt32, podsAreLive: Bool = true, remembering table: AllocationTable
    ) -> RegistryBuild {
        let services = objects.services.values.sorted { $0.key < $1.key }
        let allocation = allocator.allocate(for: services, remembering: table)
        let shown = ShownObjects(objects, rules.exposure)
        var maker = RecordMaker(objects, rules: rules)
        var content = RegistrySnapshot.Content()
        content.services = services.filter(shown.contains).map { maker.record(of: $0, Self.addressing(of: $0, in: allocation.table)) }
        let imports = objects.serviceImports.values.sorted { $0.key < $1.key }
        content.serviceImports = imports.filter(shown.contains).map { maker.record(of: $0) }
        content.namespaces = shown.namespaces.filter { objects.populations[$0, default: NamespacePopulation()].others > 0 }
        content.clients = objects.populations.keys.flatMap { objects.pods.all(in: $0) }
        content.pods = content.clients.filter { shown.namespaces.contains($0.namespace) }
        content.nodes = Array(objects.nodes.values)
        content.podsAreLive = podsAreLive
        content.indexesExternalAddresses = rules.indexesExternalAddresses
        return RegistryBuild(
            snapshot: RegistrySnapshot(generation: generation, serial: serial, content), allocation: allocation,
            cutServices: maker.cutServices, cutImports: maker.cutImports)
    }

    /// A Service that asks for cluster IPs may have none: it has no name, but it is known.
    private static func addressing(of service: ServiceObject, in table: AllocationTable) -> ServiceRecord.Addressing {
        switch service.addressing {
        case .headless: .headless
        case .externalName(let name): .externalName(name)
        case .clusterIP(let claims): .clusterIP(claims.compactMap { address(of: $0, service.key, in: table) })
        }
    }

    private static func address(of claim: ClusterIPClaim, _ service: ServiceKey, in table: AllocationTable) -> IPAddress? {
        switch claim {
        case .named(let address): address
        case .allocated(let family): table.held[AllocationKey(service: service, family: family)]
        }
    }
}

/// What a build gives.
package struct RegistryBuild: Sendable {
    /// The snapshot to publish.
    package let snapshot: RegistrySnapshot
    /// The allocations to remember, and what changed among them.
    package let allocation: Allocation
    /// The Services with more endpoints, ports or external addresses than are served (`RegistryLimits`).
    package let cutServices: [ServiceKey]
    /// The Services of several clusters with more of them.
    package let cutImports: [ServiceKey]
}
