package import DNSModel

/// Everything that the server knows at one moment; it never changes, so that the answers to A, AAAA, SRV and PTR agree.
package final class RegistrySnapshot: Sendable {
    /// Counts the published snapshots; 0 is the empty one before the first.
    package let generation: UInt64
    /// The serial number of the zones' SOA records (RFC 1982).
    package let serial: UInt32
    /// The Services, in the order in which they were declared.
    package let services: [ServiceRecord]
    /// How many endpoints the Services publish.
    package let endpointCount: Int

    private let positions: [ServiceKey: Int]
    private let namespaces: [Label: NamespaceRecord]
    private let addresses: AddressIndex
    private let clients: ClientNamespaces

    /// A snapshot of Services with distinct keys. A namespace exists when `namespaces` holds it or an object lives in it.
    init(generation: UInt64, serial: UInt32, namespaces: Set<Label>, services: [ServiceRecord], pods: [PodObject]) {
        self.generation = generation
        self.serial = serial
        self.services = services
        endpointCount = services.reduce(0) { $0 + $1.endpoints.count }
        positions = Dictionary(zip(services.map(\.key), 0...)) { first, _ in first }
        self.namespaces = NamespaceRecord.all(declared: namespaces, services: services, pods: pods)
        addresses = AddressIndex(of: services)
        clients = ClientNamespaces(of: pods)
    }

    /// What a server knows before it has read anything.
    package static let empty = RegistrySnapshot(generation: 0, serial: 0, namespaces: [], services: [], pods: [])

    /// The Service of this key.
    package func service(_ key: ServiceKey) -> ServiceRecord? {
        positions[key].map { services[$0] }
    }

    /// The namespace of this name, if it exists.
    package func namespace(_ name: Label) -> NamespaceRecord? {
        namespaces[name]
    }

    /// Who has this address: the cluster IP of a Service, endpoints (at most so many names of them), or nobody (nil).
    package func owner(of address: IPAddress, limit: Int) -> AddressOwner? {
        addresses.owner(of: address, among: services, limit: limit)
    }

    /// Whether any known address lies in this range: an empty non-terminal of the reverse zones (RFC 8020).
    package func hasAddress(from first: IPAddress, through last: IPAddress) -> Bool {
        addresses.hasAddress(from: first, through: last)
    }

    /// The namespace of the client with this source address: that of its one Pod, hostNetwork Pods aside.
    package func clientNamespace(of address: IPAddress) -> Label? {
        clients.namespace(of: address)
    }
}
