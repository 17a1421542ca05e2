import DNSModel

/// Makes endpoints of one Service from Pods, as the EndpointSlice controller does.
struct PodDerivation {
    private let service: ServiceObject
    private let names: EndpointNames
    private let surroundings: EndpointSurroundings
    private let families: [AddressFamily]
    /// The ports that every Pod has, in one array for all of them; nil where a `targetPort` is a name.
    private let commonPorts: [EndpointPort]?
    private let ports: [ServicePort]

    init(of service: ServiceObject, names: EndpointNames, surroundings: EndpointSurroundings) {
        self.service = service
        self.names = names
        self.surroundings = surroundings
        families =
            switch service.addressing {
            case .clusterIP(let claims): claims.map(\.family)
            case .headless(let families): families
            case .externalName: []
            }
        ports = service.ports.limited(to: RegistryLimits.ports)
        // A Pod without named ports has these: all of them, unless a name is looked up.
        let numbered = ports.compactMap { Self.endpointPort(for: $0, among: [:]) }
        commonPorts = numbered.count == ports.count ? numbered : nil
    }

    /// Adds one address for each family of the Service; a Pod that ended has none.
    func add(_ pod: PodObject, to gathered: inout GatheredEndpoints, sharing shared: inout SharedTraits) {
        guard !pod.hasEnded else { return }
        let traits = shared.shared(traits(of: pod))
        for family in families {
            guard let address = pod.addresses.first(where: { $0.family == family }) else { continue }
            let name = names.name(of: address, hostname: hostname(of: pod), podName: pod.name)
            if pod.isReady || service.publishesNotReadyAddresses {
                gathered.add(name, address, traits)
            } else {
                gathered.addUnready(name.label, address, cluster: nil)
            }
        }
    }

    private func traits(of pod: PodObject) -> EndpointTraits {
        EndpointTraits(
            ports: commonPorts ?? namedPorts(of: pod),
            zone: surroundings.zone(of: pod), preference: pod.locationPreference)
    }

    /// Of two ports of one name the first counts.
    private func namedPorts(of pod: PodObject) -> [EndpointPort] {
        let named = Dictionary(pod.ports.prefix(RegistryLimits.containerPorts).map { (PortName($0.name, $0.transport), $0.number) }) {
            first, _ in
            first
        }
        return ports.compactMap { Self.endpointPort(for: $0, among: named) }
    }

    private struct PortName: Hashable {
        let name: String
        let transport: TransportProtocol

        init(_ name: String, _ transport: TransportProtocol) {
            (self.name, self.transport) = (name, transport)
        }
    }

    /// A hostname counts only below the Service that the Pod names as its subdomain.
    private func hostname(of pod: PodObject) -> Label? {
        pod.subdomain == service.key.name ? pod.hostname : nil
    }

    /// nil where the Pod has no port of the name that `targetPort` uses: it keeps its address and has no SRV record.
    private static func endpointPort(for port: ServicePort, among named: [PortName: UInt16]) -> EndpointPort? {
        switch port.target {
        case .number(let number):
            return EndpointPort(name: port.name, transport: port.transport, number: number)
        case .name(let name):
            return named[PortName(name, port.transport)].map { EndpointPort(name: port.name, transport: port.transport, number: $0) }
        }
    }
}
