import DNSModel

/// Who asks from an address: the Pods, also those on the host's network, and the Nodes.
struct ClientAddresses: Sendable {
    private var owners: [IPAddress: Owner] = [:]

    private enum Owner {
        /// One Pod of this namespace, and nobody else.
        case pod(Label)
        /// One Pod of this namespace, and Pods on the host's network or a Node.
        case podOnHost(Label)
        /// Several Pods, or none but on the host's network, or a Node.
        case shared
    }

    init(pods: [PodObject], nodes: [NodeObject]) {
        for pod in pods where !pod.hasEnded && !pod.usesHostNetwork {
            for address in Set(pod.addresses) {
                owners[address] = owners[address] == nil ? .pod(pod.namespace) : .shared
            }
        }
        for pod in pods where !pod.hasEnded && pod.usesHostNetwork { pod.addresses.forEach { addHost($0) } }
        for node in nodes { (node.internalAddresses + node.externalAddresses).forEach { addHost($0) } }
    }

    private mutating func addHost(_ address: IPAddress) {
        switch owners[address] {
        case .pod(let namespace): owners[address] = .podOnHost(namespace)
        case nil: owners[address] = .shared
        case .podOnHost, .shared: break
        }
    }

    /// Whether this is the address of a Pod or a Node.
    func contains(_ address: IPAddress) -> Bool {
        owners[address] != nil
    }

    /// The namespace of its one Pod, those on the host's network aside.
    func namespace(of address: IPAddress) -> Label? {
        switch owners[address] {
        case .pod(let namespace), .podOnHost(let namespace): namespace
        case .shared, nil: nil
        }
    }

    /// The namespace of its one Pod where nobody else can ask from there.
    func certainNamespace(of address: IPAddress) -> Label? {
        switch owners[address] {
        case .pod(let namespace): namespace
        case .podOnHost, .shared, nil: nil
        }
    }
}
