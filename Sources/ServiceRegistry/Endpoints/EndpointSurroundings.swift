import DNSModel

/// What the Nodes and Pods behind endpoints say of them.
struct EndpointSurroundings {
    let nodes: NodeFacts
    let pods: PodSelector

    /// The topology zone of a Node.
    func zone(ofNode name: String?) -> Label? {
        nodes.zone(of: name)
    }

    /// The topology zone of a Pod: its Node's, else that of its own label.
    func zone(of pod: PodObject) -> Label? {
        zone(ofNode: pod.nodeName) ?? pod.labels["topology.kubernetes.io/zone"].flatMap { Label($0) }
    }

    /// What a Pod says of SRV records that name it.
    func preference(ofPod name: String?, in namespace: Label) -> LocationPreference {
        guard pods.count > 0, let name else { return LocationPreference() }
        return pods.pod(named: name, in: namespace)?.locationPreference ?? LocationPreference()
    }
}
