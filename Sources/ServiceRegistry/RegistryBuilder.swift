import DNSModel

/// Makes a snapshot of accepted objects: addresses allocated, endpoints gathered.
package struct RegistryBuilder: Sendable {
    private let rules: RegistryRules
    private let allocator: ClusterIPAllocator

    /// A builder of these rules.
    package init(_ rules: RegistryRules) {
        self.rules = rules
        allocator = ClusterIPAllocator(serviceCIDRs: rules.serviceCIDRs)
    }

    /// The snapshot of these objects, and the allocations to remember for the next.
    package func build(_ objects: RegistryObjects, generation: UInt64, serial: UInt32, remembering table: AllocationTable) -> RegistryBuild
    {
        let allocation = allocator.allocate(for: objects.services, remembering: table)
        let gatherer = EndpointGatherer(objects)
        var services: [ServiceRecord] = []
        var cut: [ServiceKey] = []
        var room = RegistryLimits.endpoints
        for service in objects.services {
            guard let addressing = Self.addressing(of: service, in: allocation.table) else { continue }
            let endpoints = gatherer.endpoints(of: service)
            let published = Array(endpoints.published.prefix(room))
            room -= published.count
            if endpoints.isCut || published.count < endpoints.publishedCount { cut.append(service.key) }
            services.append(
                ServiceRecord(
                    key: service.key, addressing: addressing,
                    absence: addressing == .headless && published.isEmpty ? .noReadyEndpoints(unready: endpoints.unreadyCount) : nil,
                    ports: service.ports, endpoints: published, exposure: service.exposure, settings: service.settings))
        }
        let snapshot = RegistrySnapshot(
            generation: generation, serial: serial,
            .init(namespaces: Self.namespaces(of: objects), services: services, pods: objects.pods, clients: objects.pods))
        return RegistryBuild(snapshot: snapshot, allocation: allocation, cutServices: cut)
    }

    /// nil for a Service that asks for cluster IPs and has none: it cannot be served.
    private static func addressing(of service: ServiceObject, in table: AllocationTable) -> ServiceRecord.Addressing? {
        switch service.addressing {
        case .headless: return .headless
        case .externalName(let name): return .externalName(name)
        case .clusterIP(let claims):
            let addresses = claims.compactMap { address(of: $0, service.key, in: table) }
            return addresses.isEmpty ? nil : .clusterIP(addresses)
        }
    }

    private static func address(of claim: ClusterIPClaim, _ service: ServiceKey, in table: AllocationTable) -> IPAddress? {
        switch claim {
        case .named(let address): address
        case .allocated(let family): table.held[AllocationKey(service: service, family: family)]
        }
    }

    /// A namespace exists when a Namespace object says so or when an object lives in it (design rule 1).
    private static func namespaces(of objects: RegistryObjects) -> Set<Label> {
        Set(objects.namespaces.map(\.name)).union(objects.endpointSlices.map(\.service.namespace))
    }
}

/// What a build gives.
package struct RegistryBuild: Sendable {
    /// The snapshot to publish.
    package let snapshot: RegistrySnapshot
    /// The allocations to remember, and what changed among them.
    package let allocation: Allocation
    /// The Services with more endpoints than are served (`RegistryLimits`).
    package let cutServices: [ServiceKey]
}
