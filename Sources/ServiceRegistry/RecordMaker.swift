import DNSModel

/// Makes the records of Services and imports, one after the other, in the room that their endpoints share.
struct RecordMaker {
    private let exposure: ExposureRules
    private let hasTopologyZones: Bool
    private let nodes: NodeAddresses
    private var gatherer: EndpointGatherer
    private(set) var room: RecordRoom
    /// Those of the records made so far: most Services have the same.
    private var namedPorts: Set<[NamedPort]> = []

    init(_ objects: RegistryObjects, nodes: NodeFacts, rules: RegistryRules, room: RecordRoom, sharing traits: SharedTraits) {
        exposure = rules.exposure
        hasTopologyZones = rules.arrangesTopologyZones
        self.nodes = nodes.addresses
        self.room = room
        gatherer = EndpointGatherer(
            objects, nodes: nodes, names: EndpointNames(usePodNames: rules.namesEndpointsByPod), sharing: traits)
    }

    /// The traits that records have, to be shared with those that are made later.
    var traits: SharedTraits {
        gatherer.traits
    }

    /// A record, and whether it has less than was declared (`RegistryLimits`).
    typealias Made = (record: ServiceRecord, isCut: Bool)

    mutating func record(of service: ServiceObject, _ addressing: ServiceRecord.Addressing) -> Made {
        let isLeftOut = !room.look(at: gatherer.looks(for: service), for: service.key)
        let gathered = isLeftOut ? GatheredEndpoints() : gatherer.endpoints(of: service)
        let found = gathered.published
        let shown = show(found, of: gathered)
        // What nobody looked for is not taken to be missing.
        let isEmpty = found.isEmpty && !isLeftOut
        let ports = service.ports.limited(to: RegistryLimits.ports)
        let record = ServiceRecord(
            key: service.key, addressing: addressing, absence: absence(addressing, isEmpty: isEmpty, gathered.unreadyCount),
            ports: ports, endpoints: shown.endpoints, unready: shown.unready,
            outside: OutsideAccess(
                service.exposure.limited, addressing, hasEndpoints: !shown.endpoints.isEmpty, nodes: nodes),
            exposureKind: service.exposure.kind, settings: service.settings, hasTopologyZones: hasTopologyZones, sharing: &namedPorts)
        return (record, shown.isCut || isLeftOut || service.exposure.isCut || ports.count < service.ports.count)
    }

    mutating func record(of serviceImport: ServiceImportObject) -> Made {
        let gathered = gatherer.endpoints(ofImport: serviceImport.key)
        let shown = show(gathered.published, of: gathered)
        let ports = serviceImport.ports.limited(to: RegistryLimits.ports)
        let record = ServiceRecord(
            key: serviceImport.key, addressing: serviceImport.addressing,
            absence: absence(of: serviceImport, isEmpty: shown.endpoints.isEmpty, gathered.unreadyCount), ports: ports,
            endpoints: shown.endpoints, unready: shown.unready, settings: serviceImport.settings, sharing: &namedPorts)
        return (record, shown.isCut || serviceImport.isCut || ports.count < serviceImport.ports.count)
    }

    private struct Shown {
        var endpoints: [Endpoint] = []
        var unready: [EndpointLabels] = []
        var isCut = false
    }

    private mutating func show(_ found: [Endpoint], of gathered: GatheredEndpoints) -> Shown {
        guard exposure.showsEndpoints else { return Shown() }
        let fitting = room.fit(found, unready: gathered.unreadyLabels)
        return Shown(endpoints: fitting.endpoints, unready: fitting.unready, isCut: gathered.isCut || fitting.isCut)
    }

    private func absence(_ addressing: ServiceRecord.Addressing, isEmpty: Bool, _ unready: Int) -> ServiceRecord.Absence? {
        switch addressing {
        case .headless: absenceOfHeadless(isEmpty: isEmpty, unready)
        case .clusterIP([]): .noAddress
        case .clusterIP: isEmpty && !exposure.showsEmptyServices ? .noReadyEndpoints(unready: unready) : nil
        case .externalName: nil
        }
    }

    private func absence(of serviceImport: ServiceImportObject, isEmpty: Bool, _ unready: Int) -> ServiceRecord.Absence? {
        switch serviceImport.type {
        case .headless: absenceOfHeadless(isEmpty: isEmpty, unready)
        case .clusterSetIP(let addresses): addresses.isEmpty ? .noAddress : nil
        }
    }

    private func absenceOfHeadless(isEmpty: Bool, _ unready: Int) -> ServiceRecord.Absence? {
        guard exposure.showsEndpoints else { return .endpointsHidden }
        return isEmpty ? .noReadyEndpoints(unready: unready) : nil
    }
}

extension ServiceImportObject {
    fileprivate var addressing: ServiceRecord.Addressing {
        switch type {
        case .clusterSetIP(let addresses): .clusterIP(addresses.limited(to: RegistryLimits.externalPoints))
        case .headless: .headless
        }
    }

    fileprivate var isCut: Bool {
        switch type {
        case .clusterSetIP(let addresses): addresses.count > RegistryLimits.externalPoints
        case .headless: false
        }
    }
}

extension ServiceExposure {
    fileprivate var isCut: Bool {
        externalIPs.count + ingress.count > RegistryLimits.externalPoints
    }

    /// The first points of all.
    fileprivate var limited: ServiceExposure {
        guard isCut else { return self }
        let addresses = externalIPs.limited(to: RegistryLimits.externalPoints)
        return ServiceExposure(
            kind: kind, externalIPs: addresses, ingress: ingress.limited(to: RegistryLimits.externalPoints - addresses.count))
    }
}

extension Array {
    /// The first elements, so many at most; all of them without a copy.
    func limited(to count: Int) -> [Element] {
        self.count > count ? Array(prefix(count)) : self
    }
}
