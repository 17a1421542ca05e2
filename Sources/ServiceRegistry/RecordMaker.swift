import DNSModel

/// Makes the records of Services and imports, one after the other, in the room that their endpoints share.
struct RecordMaker {
    private let exposure: ExposureRules
    private var gatherer: EndpointGatherer
    private var room = RegistryLimits.endpoints
    private(set) var cutServices: [ServiceKey] = []
    private(set) var cutImports: [ServiceKey] = []

    init(_ objects: RegistryObjects, rules: RegistryRules) {
        exposure = rules.exposure
        gatherer = EndpointGatherer(objects, names: EndpointNames(usePodNames: rules.namesEndpointsByPod))
    }

    mutating func record(of service: ServiceObject, _ addressing: ServiceRecord.Addressing) -> ServiceRecord {
        let gathered = gatherer.endpoints(of: service)
        let found = gathered.published
        let shown = show(found, of: gathered)
        if shown.isCut { cutServices.append(service.key) }
        return ServiceRecord(
            key: service.key, addressing: addressing, absence: absence(addressing, isEmpty: found.isEmpty, gathered.unreadyCount),
            ports: service.ports, endpoints: shown.endpoints, unreadyNames: shown.unreadyNames, exposure: service.exposure,
            settings: service.settings)
    }

    mutating func record(of serviceImport: ServiceImportObject) -> ServiceRecord {
        let gathered = gatherer.endpoints(ofImport: serviceImport.key)
        let shown = show(gathered.published, of: gathered)
        if shown.isCut { cutImports.append(serviceImport.key) }
        return ServiceRecord(
            key: serviceImport.key, addressing: serviceImport.addressing,
            absence: absence(of: serviceImport, isEmpty: shown.endpoints.isEmpty, gathered.unreadyCount), ports: serviceImport.ports,
            endpoints: shown.endpoints, unreadyNames: shown.unreadyNames, settings: serviceImport.settings)
    }

    private struct Shown {
        var endpoints: [Endpoint] = []
        var unreadyNames: [Label] = []
        var isCut = false
    }

    private mutating func show(_ found: [Endpoint], of gathered: GatheredEndpoints) -> Shown {
        guard exposure.showsEndpoints else { return Shown() }
        let endpoints = found.count > room ? Array(found.prefix(room)) : found
        room -= endpoints.count
        let unready = Array(gathered.unreadyNames.prefix(room))
        room -= unready.count
        return Shown(endpoints: endpoints, unreadyNames: unready, isCut: gathered.isCut || endpoints.count < found.count)
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
        case .clusterSetIP(let addresses): .clusterIP(addresses)
        case .headless: .headless
        }
    }
}
