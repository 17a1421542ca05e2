package import DNSModel

/// A namespace that exists.
package struct NamespaceRecord: Sendable {
    /// The addresses of Pods here that have not ended.
    package fileprivate(set) var podAddresses: Set<IPAddress> = []
    /// The ways in which Services here are reached from outside the cluster.
    package fileprivate(set) var outsideKinds: Set<OutsideAccess.Kind> = []
    /// The first Services here, ordered, of those that have a name at the moment: what a misspelt name may have meant. A look at
    /// each of them costs time, so they are no more than `RegistryLimits.comparedNames`.
    package fileprivate(set) var serviceNames: [Label] = []

    /// Whether a Pod that has not ended has this address here.
    package func hasPod(at address: IPAddress) -> Bool {
        podAddresses.contains(address)
    }

    /// Every namespace that an object names or lives in.
    static func all(
        declared: Set<Label>, services: [ServiceRecord], imports: [ServiceRecord], pods: [PodObject]
    ) -> [Label: NamespaceRecord] {
        var all = Dictionary(uniqueKeysWithValues: declared.union(imports.map(\.key.namespace)).map { ($0, NamespaceRecord()) })
        for service in services { all[service.key.namespace, default: NamespaceRecord()].add(service) }
        for pod in pods { all[pod.namespace, default: NamespaceRecord()].add(pod) }
        for namespace in all.keys { all[namespace]?.orderNames() }
        return all
    }

    private mutating func add(_ service: ServiceRecord) {
        if service.absence == nil { serviceNames.append(service.key.name) }
        if let outside = service.outside { outsideKinds.insert(outside.kind) }
    }

    private mutating func add(_ pod: PodObject) {
        if !pod.hasEnded { podAddresses.formUnion(pod.addresses) }
    }

    private mutating func orderNames() {
        serviceNames = Array(serviceNames.sorted().prefix(RegistryLimits.comparedNames))
    }
}
