import DNSModel

/// What the Nodes and Pods behind endpoints say of them. Only those that say anything are kept: mostly none.
struct EndpointSurroundings {
    private struct PodKey: Hashable {
        let namespace: Label
        let name: String
    }

    private let zones: [String: Label]
    private let preferences: [PodKey: LocationPreference]

    init(nodes: [NodeObject], pods: [PodObject]) {
        zones = Dictionary(nodes.compactMap { node in node.zone.map { (node.name, $0) } }) { first, _ in first }
        let telling = pods.filter { $0.locationPreference != LocationPreference() }
        preferences = Dictionary(telling.map { (PodKey(namespace: $0.namespace, name: $0.name), $0.locationPreference) }) { first, _ in
            first
        }
    }

    /// The topology zone of a Node.
    func zone(ofNode name: String?) -> Label? {
        zones.isEmpty ? nil : name.flatMap { zones[$0] }
    }

    /// The topology zone of a Pod: its Node's, else that of its own label.
    func zone(of pod: PodObject) -> Label? {
        zone(ofNode: pod.nodeName) ?? pod.labels["topology.kubernetes.io/zone"].flatMap { Label($0) }
    }

    /// What a Pod says of SRV records that name it.
    func preference(ofPod name: String?, in namespace: Label) -> LocationPreference {
        guard !preferences.isEmpty, let name else { return LocationPreference() }
        return preferences[PodKey(namespace: namespace, name: name)] ?? LocationPreference()
    }
}
