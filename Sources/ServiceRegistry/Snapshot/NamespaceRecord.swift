package import DNSModel

/// A namespace that exists.
package struct NamespaceRecord: Sendable {
    private var podAddresses: Set<IPAddress> = []

    /// Whether a Pod that has not ended has this address here.
    package func hasPod(at address: IPAddress) -> Bool {
        podAddresses.contains(address)
    }

    /// Every namespace that an object names or lives in.
    static func all(declared: Set<Label>, services: [ServiceRecord], pods: [PodObject]) -> [Label: NamespaceRecord] {
        let names = declared.union(services.map(\.key.namespace)).union(pods.map(\.namespace))
        var all = Dictionary(uniqueKeysWithValues: names.map { ($0, NamespaceRecord()) })
        for pod in pods where !pod.hasEnded { all[pod.namespace]?.podAddresses.formUnion(pod.addresses) }
        return all
    }
}
