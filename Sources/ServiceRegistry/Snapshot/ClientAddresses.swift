import DNSModel

/// Who asks from an address: the Pods, also those on the host's network, and the Nodes.
struct ClientAddresses: Sendable {
    private var owners: [IPAddress: Owner] = [:]

    private enum Owner {
        /// One Pod of this namespace, and nobody else.
        case pod(Label)
        /// Anybody else.
        indirect case crowd(Crowd)
    }

    /// Who shares an address: whoever is left when the others are gone has it alone.
    private struct Crowd {
        /// How many Pods of each namespace.
        var pods: [Label: Int] = [:]
        /// How many Pods on the host's network and Nodes.
        var hosts = 0

        /// The namespace of the one Pod.
        var namespace: Label? {
            pods.count == 1 ? pods.first { $0.value == 1 }?.key : nil
        }
    }

    /// Takes away Pods and Nodes that are gone, and takes in others.
    mutating func apply(removed: ObjectsByKind, added: ObjectsByKind) {
        count(removed.pods, removed.nodes, by: -1)
        count(added.pods, added.nodes, by: 1)
    }

    private mutating func count(_ pods: [PodObject], _ nodes: [NodeObject], by step: Int) {
        for pod in pods where !pod.hasEnded {
            for address in Set(pod.addresses) { count(pod, at: address, by: step) }
        }
        for node in nodes {
            for address in Set(node.internalAddresses + node.externalAddresses) { count(at: address) { $0.hosts += step } }
        }
    }

    private mutating func count(_ pod: PodObject, at address: IPAddress, by step: Int) {
        if pod.usesHostNetwork {
            count(at: address) { $0.hosts += step }
        } else if step > 0, owners[address] == nil {
            owners[address] = .pod(pod.namespace)
        } else {
            count(at: address) { $0.pods.count(pod.namespace, by: step) }
        }
    }

    private mutating func count(at address: IPAddress, _ change: (inout Crowd) -> Void) {
        var crowd =
            switch owners[address] {
            case nil: Crowd()
            case .pod(let namespace): Crowd(pods: [namespace: 1])
            case .crowd(let crowd): crowd
            }
        change(&crowd)
        owners[address] = owner(of: crowd)
    }

    private func owner(of crowd: Crowd) -> Owner? {
        if crowd.hosts == 0, let namespace = crowd.namespace { return .pod(namespace) }
        return crowd.hosts == 0 && crowd.pods.isEmpty ? nil : .crowd(crowd)
    }

    /// Whether this is the address of a Pod or a Node.
    func contains(_ address: IPAddress) -> Bool {
        owners[address] != nil
    }

    /// The namespace of its one Pod, those on the host's network aside.
    func namespace(of address: IPAddress) -> Label? {
        switch owners[address] {
        case .pod(let namespace): namespace
        case .crowd(let crowd): crowd.namespace
        case nil: nil
        }
    }

    /// The namespace of its one Pod where nobody else can ask from there.
    func certainNamespace(of address: IPAddress) -> Label? {
        switch owners[address] {
        case .pod(let namespace): namespace
        case .crowd, nil: nil
        }
    }
}
