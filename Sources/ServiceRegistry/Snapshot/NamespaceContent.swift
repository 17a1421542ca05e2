import DNSModel

/// What is served of a namespace, while it is made.
struct NamespaceContent: Sendable {
    private(set) var services: [Label: ServiceRecord] = [:]
    private(set) var serviceImports: [Label: ServiceRecord] = [:]
    /// The same in the order of their names.
    private(set) var orderedServices = OrderedChunks<ServiceRecord>()
    private(set) var orderedImports = OrderedChunks<ServiceRecord>()
    /// How many Pods that have not ended have each address.
    private(set) var podAddresses: [IPAddress: Int] = [:]
    /// How many Services are reached from outside in each way.
    private(set) var outsideKinds: [OutsideAccess.Kind: Int] = [:]

    var hasServices: Bool {
        !services.isEmpty || !serviceImports.isEmpty
    }

    /// Takes over changes of Services, in the order of their names.
    mutating func applyToServices(_ changes: [RecordChange]) {
        for change in changes {
            services[change.key.name] = change.new
            if let kind = change.old?.outside?.kind { outsideKinds.count(kind, by: -1) }
            if let kind = change.new?.outside?.kind { outsideKinds.count(kind, by: 1) }
        }
        orderedServices.replace(changes.compactMap(\.old), with: changes.compactMap(\.new))
    }

    /// Takes over changes of imports, in the order of their names.
    mutating func applyToImports(_ changes: [RecordChange]) {
        for change in changes { serviceImports[change.key.name] = change.new }
        orderedImports.replace(changes.compactMap(\.old), with: changes.compactMap(\.new))
    }

    /// Takes away the addresses of Pods that are gone, and takes in those of others.
    mutating func applyToPods(removed: [PodObject], added: [PodObject]) {
        for pod in removed where !pod.hasEnded { for address in pod.addresses { podAddresses.count(address, by: -1) } }
        for pod in added where !pod.hasEnded { for address in pod.addresses { podAddresses.count(address, by: 1) } }
    }
}

extension Dictionary where Value == Int {
    /// Counts up or down; what is not there any more has no entry.
    mutating func count(_ key: Key, by step: Int) {
        let count = self[key, default: 0] + step
        self[key] = count > 0 ? count : nil
    }
}
