package import DNSModel

/// A Service as it is served: its addresses allocated, its endpoints gathered.
package struct ServiceRecord: Hashable, Sendable {
    /// Which Service.
    package let key: ServiceKey
    /// What stands in front of the containers.
    package let addressing: Addressing
    /// The Service's ports.
    package let ports: [ServicePort]
    /// The endpoints that are published, ordered by name and address; none for an ExternalName.
    package let endpoints: [Endpoint]
    /// How many endpoints are known but not ready, and so not published.
    package let unreadyEndpointCount: Int

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

    /// A Service of these parts.
    package init(key: ServiceKey, addressing: Addressing, ports: [ServicePort], endpoints: [Endpoint] = [], unreadyEndpointCount: Int = 0) {
        self.key = key
        self.addressing = addressing
        self.ports = ports
        self.endpoints = endpoints
        self.unreadyEndpointCount = unreadyEndpointCount
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
    package func endpoints(named name: Label) -> ArraySlice<Endpoint> {
        let first = endpoints.partitioningIndex { $0.name >= name }
        let end = endpoints[first...].firstIndex { $0.name != name } ?? endpoints.endIndex
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

/// One published endpoint of a Service.
package struct Endpoint: Hashable, Sendable {
    /// The label below the Service's name: the hostname, or else the dashed address.
    package let name: Label
    /// Whether `name` is a hostname that somebody chose.
    package let hasHostname: Bool
    /// The address.
    package let address: IPAddress
    /// The ports it listens on.
    package let ports: [EndpointPort]

    /// An endpoint of these parts.
    package init(name: Label, hasHostname: Bool, address: IPAddress, ports: [EndpointPort]) {
        self.name = name
        self.hasHostname = hasHostname
        self.address = address
        self.ports = ports
    }
}
