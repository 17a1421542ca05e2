import DNSModel

/// What a snapshot shows, while it is made: a change copies only what it touches, and the lists that lead there.
struct SnapshotContent: Sendable {
    private(set) var namespaces: [Label: NamespaceRecord] = [:]
    private(set) var addresses = AddressIndex()
    var clients: ClientAddresses
    private(set) var serviceCount = 0
    private(set) var importCount = 0
    private(set) var endpointCount = 0

    /// Nothing but who asks, which no rule of exposure hides.
    init(clients: ClientAddresses = ClientAddresses()) {
        self.clients = clients
    }

    func service(_ key: ServiceKey) -> ServiceRecord? {
        namespaces[key.namespace]?.service(key.name)
    }

    func serviceImport(_ key: ServiceKey) -> ServiceRecord? {
        namespaces[key.namespace]?.serviceImport(key.name)
    }

    /// Puts in the place of a namespace what has become of it; nil where it does not exist any more.
    mutating func replace(_ namespace: Label, with content: NamespaceContent?) {
        namespaces[namespace] = content.map(NamespaceRecord.init)
    }

    /// Takes over rows of external addresses, and those that follow from changes of Services.
    mutating func replaceAddresses(_ changes: [RecordChange], external: (gone: [AddressRow], come: [AddressRow])) {
        let (old, new) = (changes.compactMap(\.old), changes.compactMap(\.new))
        addresses.replace(old.flatMap(AddressRow.rows) + external.gone, with: new.flatMap(AddressRow.rows) + external.come)
    }

    mutating func count(services: [RecordChange], imports: [RecordChange]) {
        serviceCount += services.growth { _ in 1 }
        importCount += imports.growth { _ in 1 }
        endpointCount += (services + imports).growth(of: \.endpoints.count)
    }
}

extension [RecordChange] {
    /// By how much something that records have grows.
    fileprivate func growth(of size: (ServiceRecord) -> Int) -> Int {
        reduce(0) { $0 + ($1.new.map(size) ?? 0) - ($1.old.map(size) ?? 0) }
    }
}
