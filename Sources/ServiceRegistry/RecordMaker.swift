import DNSModel

/// Makes the records of Services and imports, one after the other, in the room that their endpoints share.
struct RecordMaker {
    private let exposure: ExposureRules
    private let hasTopologyZones: Bool
    private let nodes: NodeAddresses
    private var gatherer: EndpointGatherer
    private var room = RegistryLimits.endpoints
    private var portRoom = PortRoom()
    private(set) var cutServices: [ServiceKey] = []
    private(set) var cutImports: [ServiceKey] = []

    init(_ objects: RegistryObjects, rules: RegistryRules) {
        let facts = NodeFacts(objects.nodes)
        exposure = rules.exposure
        hasTopologyZones = rules.arrangesTopologyZones
        nodes = facts.addresses
        gatherer = EndpointGatherer(objects, nodes: facts, names: EndpointNames(usePodNames: rules.namesEndpointsByPod))
    }

    mutating func record(of service: ServiceObject, _ addressing: ServiceRecord.Addressing) -> ServiceRecord {
        let gathered = gatherer.endpoints(of: service)
        let found = gathered.published
        let shown = show(found, of: gathered)
        let ports = service.ports.limited(to: RegistryLimits.ports)
        if shown.isCut || service.exposure.isCut || ports.count < service.ports.count { cutServices.append(service.key) }
        return ServiceRecord(
            key: service.key, addressing: addressing, absence: absence(addressing, isEmpty: found.isEmpty, gathered.unreadyCount),
            ports: ports, endpoints: shown.endpoints, unready: shown.unready,
            outside: OutsideAccess(
                service.exposure.limited, addressing, hasEndpoints: !shown.endpoints.isEmpty, nodes: nodes),
            exposureKind: service.exposure.kind, settings: service.settings, hasTopologyZones: hasTopologyZones)
    }

    mutating func record(of serviceImport: ServiceImportObject) -> ServiceRecord {
        let gathered = gatherer.endpoints(ofImport: serviceImport.key)
        let shown = show(gathered.published, of: gathered)
        let ports = serviceImport.ports.limited(to: RegistryLimits.ports)
        if shown.isCut || serviceImport.isCut || ports.count < serviceImport.ports.count { cutImports.append(serviceImport.key) }
        return ServiceRecord(
            key: serviceImport.key, addressing: serviceImport.addressing,
            absence: absence(of: serviceImport, isEmpty: shown.endpoints.isEmpty, gathered.unreadyCount), ports: ports,
            endpoints: shown.endpoints, unready: shown.unready, settings: serviceImport.settings)
    }

    private struct Shown {
        var endpoints: [Endpoint] = []
        var unready: [EndpointLabels] = []
        var isCut = false
    }

    private mutating func show(_ found: [Endpoint], of gathered: GatheredEndpoints) -> Shown {
        guard exposure.showsEndpoints else { return Shown() }
        let (endpoints, hasFewerPorts) = portRoom.fit(found.limited(to: room))
        room -= endpoints.count
        let unready = Array(gathered.unreadyLabels.prefix(room))
        room -= unready.count
        return Shown(
            endpoints: endpoints, unready: unready, isCut: gathered.isCut || hasFewerPorts || endpoints.count < found.count)
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
    fileprivate func limited(to count: Int) -> [Element] {
        self.count > count ? Array(prefix(count)) : self
    }
}
