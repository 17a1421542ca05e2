package import DNSModel

/// A Service as it is served, of this cluster or of several: its addresses allocated, its endpoints gathered.
package final class ServiceRecord: Sendable {
    /// Which Service.
    package let key: ServiceKey
    /// What stands in front of the containers.
    package let addressing: Addressing
    /// Why neither the Service nor anything below it has a name at the moment; nil when they have.
    package let absence: Absence?
    /// The Service's ports.
    package let ports: [ServicePort]
    /// The endpoints that are published; none for an ExternalName.
    package let endpointSet: EndpointSet
    /// Those of a headless Service in each topology zone, where such names are served (`RegistryRules`).
    package let topologyZones: [Label: EndpointSet]
    /// The endpoints that are known but not ready, and so not published; ordered, each once.
    package let unready: [EndpointLabels]
    /// How clients outside the cluster reach it; nil when they do not, or not yet.
    package let outside: OutsideAccess?
    /// What its type opens to clients outside: why they do not reach it yet.
    package let exposureKind: ExposureKind
    /// What its annotations ask for.
    package let settings: ServiceSettings
    /// The addresses in front of it inside the cluster.
    package let clusterAddresses: AddressSet
    /// The ports that have a name of their own below the Service's, ordered: the Service's, or of a headless one its endpoints'
    /// (slices may differ).
    package let namedPorts: [NamedPort]

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

    /// A Service of these parts; of topology zones only where such names are served.
    init(
        key: ServiceKey, addressing: Addressing, absence: Absence?, ports: [ServicePort], endpoints: [Endpoint],
        unready: [EndpointLabels], outside: OutsideAccess? = nil, exposureKind: ExposureKind = .clusterOnly, settings: ServiceSettings,
        hasTopologyZones: Bool = false, sharing namedPorts: inout Set<[NamedPort]>
    ) {
        self.key = key
        self.addressing = addressing
        self.absence = absence
        self.ports = ports
        self.unready = unready
        self.outside = outside
        self.exposureKind = exposureKind
        self.settings = settings
        let arranger = EndpointArranger(endpoints)
        let isHeadless = addressing == .headless
        endpointSet = isHeadless ? arranger.whole : arranger.named
        topologyZones = isHeadless && hasTopologyZones ? arranger.topologyZones : [:]
        switch addressing {
        case .clusterIP(let addresses):
            clusterAddresses = AddressSet(addresses)
            self.namedPorts = namedPorts.insert(Set(ports.compactMap { NamedPort($0.name, $0.transport) }).sorted()).memberAfterInsert
        case .headless:
            clusterAddresses = AddressSet()
            self.namedPorts = endpointSet.namedPorts
        case .externalName:
            clusterAddresses = AddressSet()
            self.namedPorts = []
        }
    }

    /// The endpoints that are published, ordered by cluster, name and address.
    package var endpoints: [Endpoint] {
        endpointSet.endpoints
    }
}

extension ServiceRecord: Hashable {
    /// Whether both say the same; the rest follows from these parts.
    package static func == (left: ServiceRecord, right: ServiceRecord) -> Bool {
        left === right
            || (left.key, left.addressing, left.absence, left.ports) == (right.key, right.addressing, right.absence, right.ports)
                && (left.outside, left.exposureKind, left.settings) == (right.outside, right.exposureKind, right.settings)
                && (left.endpointSet, left.topologyZones, left.unready) == (right.endpointSet, right.topologyZones, right.unready)
    }

    /// By what tells Services apart.
    package func hash(into hasher: inout Hasher) {
        hasher.combine(key)
    }
}

extension ServiceRecord: Ordered {
    func precedes(_ other: ServiceRecord) -> Bool {
        key < other.key
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

extension NamedPort: Comparable {
    /// By transport protocol, then by name.
    package static func < (left: NamedPort, right: NamedPort) -> Bool {
        (left.transport.manifestName, left.name) < (right.transport.manifestName, right.name)
    }
}
