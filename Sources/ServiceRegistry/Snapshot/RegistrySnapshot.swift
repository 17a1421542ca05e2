package import DNSModel

/// Everything that the server shows at one moment; it never changes, so that the answers to A, AAAA, SRV and PTR agree.
package final class RegistrySnapshot: Sendable {
    /// Counts the published snapshots; 0 is the empty one before the first.
    package let generation: UInt64
    /// The serial number of the zones' SOA records (RFC 1982).
    package let serial: UInt32
    /// Whether the Pods are as their source has them now: an address may long be another's where that cannot be read.
    package let podsAreLive: Bool
    private let content: SnapshotContent

    /// A snapshot of this content.
    init(generation: UInt64, serial: UInt32, podsAreLive: Bool, _ content: SnapshotContent) {
        self.generation = generation
        self.serial = serial
        self.podsAreLive = podsAreLive
        self.content = content
    }

    /// What a server knows before it has read anything.
    package static let empty = RegistrySnapshot(generation: 0, serial: 0, podsAreLive: false, SnapshotContent())

    /// How many Services there are.
    package var serviceCount: Int { content.serviceCount }
    /// How many Services of several clusters there are.
    package var importCount: Int { content.importCount }
    /// How many endpoints the Services publish.
    package var endpointCount: Int { content.endpointCount }
    /// The namespaces that exist.
    package var namespaces: [Label: NamespaceRecord] { content.namespaces }

    /// The Services in the order of their keys, found one after the other.
    package var services: some Sequence<ServiceRecord> {
        orderedNamespaces.lazy.flatMap(\.content.orderedServices)
    }

    /// The Services of several clusters in the order of their keys, found one after the other.
    package var serviceImports: some Sequence<ServiceRecord> {
        orderedNamespaces.lazy.flatMap(\.content.orderedImports)
    }

    private var orderedNamespaces: [NamespaceRecord] {
        namespaces.sorted { $0.key < $1.key }.map(\.value)
    }

    /// The Service of this key.
    package func service(_ key: ServiceKey) -> ServiceRecord? {
        content.service(key)
    }

    /// The Service of several clusters of this key.
    package func serviceImport(_ key: ServiceKey) -> ServiceRecord? {
        content.serviceImport(key)
    }

    /// The namespace of this name, if it exists.
    package func namespace(_ name: Label) -> NamespaceRecord? {
        content.namespaces[name]
    }

    /// Who has this address: the cluster IP of a Service, endpoints or Services behind an external address (at most so many
    /// names of them), or nobody (nil).
    package func owner(of address: IPAddress, limit: Int) -> AddressOwner? {
        content.addresses.owner(of: address, limit: limit)
    }

    /// Whether any known address lies in this range: an empty non-terminal of the reverse zones (RFC 8020).
    package func hasAddress(from first: IPAddress, through last: IPAddress) -> Bool {
        content.addresses.hasAddress(from: first, through: last)
    }

    /// Every address that somebody has, in numeric order, each once.
    package var ownedAddresses: some Sequence<IPAddress> {
        content.addresses.addresses
    }

    /// The namespace of the client with this source address: that of its one Pod, hostNetwork Pods aside.
    package func clientNamespace(of address: IPAddress) -> Label? {
        content.clients.namespace(of: address)
    }

    /// The namespace whose names the client with this source address asks for, for certain: its address is that of one Pod and of
    /// nobody else, on the host's network neither, and the Pods are live.
    package func certainClientNamespace(of address: IPAddress) -> Label? {
        podsAreLive ? content.clients.certainNamespace(of: address) : nil
    }

    /// Whether this is the address of a Pod that has not ended, or of a Node, shown or not.
    package func hasClient(at address: IPAddress) -> Bool {
        content.clients.contains(address)
    }
}
