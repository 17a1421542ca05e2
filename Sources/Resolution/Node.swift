import DNSModel
import ServiceRegistry

/// A name that exists.
enum Node {
    /// Only names below it have records.
    case empty
    /// A topology zone that no endpoint of a Service is in.
    case emptyTopologyZone(Label)
    /// The top of a zone.
    case apex
    /// `ns.dns.<zone>`.
    case nameServer
    /// `dns-version.<zone>`.
    case schemaVersion
    /// A Service, some of its endpoints, or one of its ports.
    case service(ServiceNode)
    /// The address of a Pod.
    case pod(IPAddress)
    /// The names of an address.
    case address([DomainName])
    /// A name that stands for another.
    case alias(Alias)
}

/// A name of a Service that has records.
struct ServiceNode {
    let service: ServiceRecord
    let front: Front
    /// The only port whose SRV records are here, and nothing else; nil: addresses, and every port.
    var port: NamedPort?

    /// What stands behind a name of a Service.
    enum Front {
        /// Addresses of the Service's own: one target for every port.
        case addresses(AddressSet, PortNumbers)
        /// Names outside the cluster: targets without addresses.
        case hostnames([DomainName])
        /// Endpoints: a target for each of their names.
        /// In a place of its own: it is much larger than the others, and a name is handed on several times.
        indirect case endpoints(EndpointGroup)
    }
}

/// Which of a port's numbers clients use.
enum PortNumbers {
    /// That of the Service.
    case service
    /// That of every node.
    case node

    /// nil for a port that has none.
    func number(of port: ServicePort) -> UInt16? {
        switch self {
        case .service: port.number
        case .node: port.nodePort
        }
    }
}

/// Endpoints of one Service.
struct EndpointGroup {
    let set: EndpointSet
    /// The most that one answer names (`ServiceSettings.maximumAnswers`).
    let limit: Int

    init(_ set: EndpointSet, limit: Int? = nil) {
        self.set = set
        self.limit = limit ?? .max
    }
}

extension ServiceNode.Front {
    /// Whether a port that has a name of its own below the Service's is one of these.
    func hasNamedPort(_ port: NamedPort, _ service: ServiceRecord) -> Bool {
        switch self {
        case .endpoints: service.hasNamedPort(port)
        case .hostnames: Self.hasNamedPort(service, .service) { $0 == port }
        case .addresses(_, let numbers): Self.hasNamedPort(service, numbers) { $0 == port }
        }
    }

    /// Whether a port of this protocol is.
    func hasNamedPort(of transport: TransportProtocol, _ service: ServiceRecord) -> Bool {
        switch self {
        case .endpoints: service.hasNamedPort(of: transport)
        case .hostnames: Self.hasNamedPort(service, .service) { $0.transport == transport }
        case .addresses(_, let numbers): Self.hasNamedPort(service, numbers) { $0.transport == transport }
        }
    }

    /// A Service has no more than `RegistryLimits.ports`.
    private static func hasNamedPort(_ service: ServiceRecord, _ numbers: PortNumbers, where matches: (NamedPort) -> Bool) -> Bool {
        service.ports.contains { port in
            numbers.number(of: port) != nil && NamedPort(port.name, port.transport).map(matches) == true
        }
    }
}
