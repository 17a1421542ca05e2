import DNSModel

/// Which namespace a source address speaks for.
struct ClientNamespaces: Sendable {
    /// nil as a value: several Pods share the address, so it speaks for none.
    private var namespaces: [IPAddress: Label?] = [:]

    init(of pods: [PodObject]) {
        for pod in pods where !pod.hasEnded && !pod.usesHostNetwork {
            for address in Set(pod.addresses) {
                namespaces.updateValue(namespaces[address] == nil ? pod.namespace : nil, forKey: address)
            }
        }
    }

    func namespace(of address: IPAddress) -> Label? {
        namespaces[address] ?? nil
    }
}
