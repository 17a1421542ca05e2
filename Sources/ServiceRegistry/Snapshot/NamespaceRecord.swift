package import DNSModel

/// A namespace that exists.
package struct NamespaceRecord: Sendable {
    /// The addresses of Pods here that have not ended.
    package fileprivate(set) var podAddresses: Set<IPAddress> = []
    /// The ways in which Services here are reached from outside the cluster.
    package fileprivate(set) var externalKinds: Set<ExternalKind> = []
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
        let names = declared.union(services.map(\.key.namespace)).union(imports.map(\.key.namespace)).union(pods.map(\.namespace))
        var all = Dictionary(uniqueKeysWithValues: names.map { ($0, NamespaceRecord()) })
        for pod in pods where !pod.hasEnded { all[pod.namespace]?.podAddresses.formUnion(pod.addresses) }
        for service in services {
            if let kind = service.externalKind { all[service.key.namespace]?.externalKinds.insert(kind) }
        }
        for (namespace, names) in Self.presentNames(of: services) { all[namespace]?.serviceNames = names }
        return all
    }

    private static func presentNames(of services: [ServiceRecord]) -> [Label: [Label]] {
        var names: [Label: [Label]] = [:]
        for service in services where service.absence == nil { names[service.key.namespace, default: []].append(service.key.name) }
        return names.mapValues { Array($0.sorted().prefix(RegistryLimits.comparedNames)) }
    }
}
