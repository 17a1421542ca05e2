import DNSModel

/// Makes endpoints of one Service from Pods, as the EndpointSlice controller does.
struct PodDerivation {
    private let service: ServiceObject
    private let families: [AddressFamily]
    /// The ports that every Pod has, in one array for all of them; nil where a `targetPort` is a name.
    private let commonPorts: [EndpointPort]?

    init(of service: ServiceObject) {
        self.service = service
        families =
            switch service.addressing {
            case .clusterIP(let claims): claims.map(\.family)
            case .headless(let families): families
            case .externalName: []
            }
        let numbers = service.ports.compactMap { port -> EndpointPort? in
            guard case .number(let number) = port.target else { return nil }
            return EndpointPort(name: port.name, transport: port.transport, number: number)
        }
        commonPorts = numbers.count == service.ports.count ? numbers : nil
    }

    /// Adds one address for each family of the Service; a Pod that ended has none.
    func add(_ pod: PodObject, to gathered: inout GatheredEndpoints) {
        guard !pod.hasEnded else { return }
        for family in families {
            guard let address = pod.addresses.first(where: { $0.family == family }) else { continue }
            gathered.add(
                address, hostname: hostname(of: pod), isPublished: pod.isReady || service.publishesNotReadyAddresses,
                ports: commonPorts ?? service.ports.compactMap { endpointPort(for: $0, in: pod) })
        }
    }

    /// A hostname counts only below the Service that the Pod names as its subdomain.
    private func hostname(of pod: PodObject) -> Label? {
        pod.subdomain == service.key.name ? pod.hostname : nil
    }

    /// nil where the Pod has no port of the name that `targetPort` uses: it keeps its address and has no SRV record.
    private func endpointPort(for port: ServicePort, in pod: PodObject) -> EndpointPort? {
        switch port.target {
        case .number(let number):
            return EndpointPort(name: port.name, transport: port.transport, number: number)
        case .name(let name):
            let found = pod.ports.first { $0.name == name && $0.transport == port.transport }
            return found.map { EndpointPort(name: port.name, transport: port.transport, number: $0.number) }
        }
    }
}
