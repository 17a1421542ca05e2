package import DNSModel

/// A Service as it is served, of this cluster or of several: its addresses allocated, its endpoints gathered.
package struct ServiceRecord: Hashable, Sendable {
    /// Which Service.
    package let key: ServiceKey
    /// What stands in front of the containers.
    package let addressing: Addressing
    /// Why neither the Service nor anything below it has a name at the moment; nil when they have.
    package let absence: Absence?
    /// The Service's ports.
    package let ports: [ServicePort]
    /// The endpoints that are published, ordered by cluster, name and address; none for an ExternalName.
    package let endpoints: [Endpoint]
    /// The names of endpoints that are known but not ready, and so not published; ordered, each once.
    package let unreadyNames: [Label]
    /// Where clients outside the cluster reach it.
    package let exposure: ServiceExposure
    /// What its annotations ask for.
    package let settings: ServiceSettings

    /// The ports that have a name of their own below the Service's: the Service's, or of a headless one its endpoints'
    /// (slices may differ).
    package let namedPorts: Set<NamedPort>

    /// The families that the endpoints have addresses of: a question for another is answered without a look at each.
    package let endpointFamilies: Set<AddressFamily>

    /// What stands in front of a Service's containers.
    package enum Addressing: Hashable, Sendable {
        /// One or two cluster IPs; one of two declared only where no address of the other family was left.
        case clusterIP([IPAddress])
        /// The endpoints themselves.
        case headless
        /// An alias.
        case externalName(DomainName)
    }

    /// Why a Service that is declared has no name.
    package enum Absence: Hashable, Sendable {
        /// It would answer with endpoints, and none is ready: so many are known.
        case noReadyEndpoints(unready: Int)
        /// No endpoint is shown, and it has nothing else (`ExposureRules.showsEndpoints`).
        case endpointsHidden
        /// No address is assigned to it yet.
        case noAddress
    }

    /// A Service of these parts.
    package init(
        key: ServiceKey, addressing: Addressing, absence: Absence? = nil, ports: [ServicePort], endpoints: [Endpoint] = [],
        unreadyNames: [Label] = [], exposure: ServiceExposure = ServiceExposure(), settings: ServiceSettings = ServiceSettings()
    ) {
        self.key = key
        self.addressing = addressing
        self.absence = absence
        self.ports = ports
        self.endpoints = endpoints
        self.unreadyNames = unreadyNames
        self.exposure = exposure
        self.settings = settings
        namedPorts =
            switch addressing {
            case .clusterIP: Set(ports.compactMap { NamedPort($0.name, $0.transport) })
            case .headless: Self.namedPorts(of: endpoints)
            case .externalName: []
            }
        endpointFamilies = Set(endpoints.lazy.map(\.address.family))
    }

    /// Endpoints of one slice have one array of ports: it is read once for a run of them.
    private static func namedPorts(of endpoints: [Endpoint]) -> Set<NamedPort> {
        var named: Set<NamedPort> = []
        var last: [EndpointPort] = []
        for endpoint in endpoints where endpoint.ports != last {
            last = endpoint.ports
            named.formUnion(last.compactMap { NamedPort($0.name, $0.transport) })
        }
        return named
    }

    /// The endpoints of this name: several where addresses share a hostname. Found by bisection.
    ///
    /// - Parameter cluster: the cluster that they are in; nil for a Service of this cluster.
    package func endpoints(named name: Label, in cluster: Label? = nil) -> ArraySlice<Endpoint> {
        let wanted = Endpoint.Order(cluster: cluster, name: name)
        let first = endpoints.partitioningIndex { $0.order >= wanted }
        let end = endpoints[first...].firstIndex { $0.order != wanted } ?? endpoints.endIndex
        return endpoints[first..<end]
    }
}

/// A port as SRV names it: `_<name>._<transport>`.
package struct NamedPort: Hashable, Sendable {
    /// The port's name.
    package let name: Label
    /// The transport protocol.
    package let transport: TransportProtocol

    /// The port of this name; nil without one, and for a name that `_` would make longer than a label (design rule 16).
    package init?(_ name: Label?, _ transport: TransportProtocol) {
        guard let name, name.octets.count < Label.maximumLength else { return nil }
        self.name = name
        self.transport = transport
    }
}
