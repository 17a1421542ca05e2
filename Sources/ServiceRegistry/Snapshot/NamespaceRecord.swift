package import DNSModel

/// A namespace that exists.
package struct NamespaceRecord: Sendable {
    /// The addresses of Pods here that have not ended.
    package fileprivate(set) var podAddresses: Set<IPAddress> = []
    /// The ways in which Services here are reached from outside the cluster.
    package fileprivate(set) var outsideKinds: Set<OutsideAccess.Kind> = []
    /// The names of the first Services and imports here, ordered, each once: what a misspelt name may have meant in one zone or
    /// another. A look at each costs time, so they are no more than `RegistryLimits.comparedNames`.
    package fileprivate(set) var serviceNames: [Label] = []

    /// Whether a Pod that has not ended has this address here.
    package func hasPod(at address: IPAddress) -> Bool {
        podAddresses.contains(address)
    }

    /// Every namespace that an object names or lives in.
    static func all(
        declared: Set<Label>, services: [ServiceRecord], imports: [ServiceRecord], pods: [PodObject]
    ) -> [Label: NamespaceRecord] {
        var all = Dictionary(uniqueKeysWithValues: declared.map { ($0, NamespaceRecord()) })
        for service in services { all[service.key.namespace, default: NamespaceRecord()].add(service) }
        for service in imports { all[service.key.namespace, default: NamespaceRecord()].serviceNames.append(service.key.name) }
        for pod in pods { all[pod.namespace, default: NamespaceRecord()].add(pod) }
        for namespace in all.keys { all[namespace]?.orderNames() }
        return all
    }

    private mutating func add(_ service: ServiceRecord) {
        serviceNames.append(service.key.name)
        if let outside = service.outside { outsideKinds.insert(outside.kind) }
    }

    private mutating func add(_ pod: PodObject) {
        if !pod.hasEnded { podAddresses.formUnion(pod.addresses) }
    }

    private mutating func orderNames() {
        serviceNames = Array(Set(serviceNames).sorted().prefix(RegistryLimits.comparedNames))
    }
}
