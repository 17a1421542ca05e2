package import DNSModel

/// Everything that the server shows at one moment; it never changes, so that the answers to A, AAAA, SRV and PTR agree.
package final class RegistrySnapshot: Sendable {
    /// Counts the published snapshots; 0 is the empty one before the first.
    package let generation: UInt64
    /// The serial number of the zones' SOA records (RFC 1982).
    package let serial: UInt32
    /// The Services, in the order in which they were declared.
    package let services: [ServiceRecord]
    /// The Services of several clusters, in the order in which they were declared.
    package let serviceImports: [ServiceRecord]
    /// The namespaces that exist.
    package let namespaces: [Label: NamespaceRecord]
    /// How many endpoints the Services publish.
    package let endpointCount: Int
    /// Whether the Pods are as their source has them now: an address may long be another's where that cannot be read.
    package let podsAreLive: Bool

    private let positions: [ServiceKey: Int]
    private let importPositions: [ServiceKey: Int]
    private let addresses: AddressIndex
    private let clients: ClientAddresses

    /// What a snapshot is made of; Services have distinct keys.
    struct Content {
        /// The namespaces that exist though no object may live in them.
        var namespaces: Set<Label> = []
        var services: [ServiceRecord] = []
        var serviceImports: [ServiceRecord] = []
        /// The Pods that have names.
        var pods: [PodObject] = []
        /// Every Pod: a client's namespace is that of its Pod, shown or not.
        var clients: [PodObject] = []
        /// Every Node: from its addresses its own programs ask.
        var nodes: [NodeObject] = []
        var podsAreLive = false
        var indexesExternalAddresses = false
    }

    /// A snapshot of this content.
    init(generation: UInt64, serial: UInt32, _ content: Content) {
        self.generation = generation
        self.serial = serial
        services = content.services
        serviceImports = content.serviceImports
        endpointCount = (services + serviceImports).reduce(0) { $0 + $1.endpoints.count }
        positions = Self.positions(of: services)
        importPositions = Self.positions(of: serviceImports)
        namespaces = NamespaceRecord.all(
            declared: content.namespaces, services: services, imports: serviceImports, pods: content.pods)
        addresses = AddressIndex(of: services, withExternalAddresses: content.indexesExternalAddresses)
        clients = ClientAddresses(pods: content.clients, nodes: content.nodes)
        podsAreLive = content.podsAreLive
    }

    private static func positions(of services: [ServiceRecord]) -> [ServiceKey: Int] {
        Dictionary(zip(services.map(\.key), 0...)) { first, _ in first }
    }

    /// What a server knows before it has read anything.
    package static let empty = RegistrySnapshot(generation: 0, serial: 0, Content())

    /// The Service of this key.
    package func service(_ key: ServiceKey) -> ServiceRecord? {
        positions[key].map { services[$0] }
    }

    /// The Service of several clusters of this key.
    package func serviceImport(_ key: ServiceKey) -> ServiceRecord? {
        importPositions[key].map { serviceImports[$0] }
    }

    /// The namespace of this name, if it exists.
    package func namespace(_ name: Label) -> NamespaceRecord? {
        namespaces[name]
    }

    /// Who has this address: the cluster IP of a Service, endpoints or Services behind an external address (at most so many
    /// names of them), or nobody (nil).
    package func owner(of address: IPAddress, limit: Int) -> AddressOwner? {
        addresses.owner(of: address, among: services, limit: limit)
    }

    /// Whether any known address lies in this range: an empty non-terminal of the reverse zones (RFC 8020).
    package func hasAddress(from first: IPAddress, through last: IPAddress) -> Bool {
        addresses.hasAddress(from: first, through: last)
    }

    /// Every address that somebody has, in numeric order, each once.
    package var ownedAddresses: some Sequence<IPAddress> {
        addresses.addresses
    }

    /// The namespace of the client with this source address: that of its one Pod, hostNetwork Pods aside.
    package func clientNamespace(of address: IPAddress) -> Label? {
        clients.namespace(of: address)
    }

    /// The namespace whose names the client with this source address asks for, for certain: its address is that of one Pod and of
    /// nobody else, on the host's network neither, and the Pods are live.
    package func certainClientNamespace(of address: IPAddress) -> Label? {
        podsAreLive ? clients.certainNamespace(of: address) : nil
    }

    /// Whether this is the address of a Pod that has not ended, or of a Node, shown or not.
    package func hasClient(at address: IPAddress) -> Bool {
        clients.contains(address)
    }
}
