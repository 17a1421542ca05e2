import DNSModel

/// Where a Node, and what runs on it, stands.
enum TopologyZone {
    /// The label of Nodes that says so.
    static let label = "topology.kubernetes.io/zone"
}

extension ObjectReport {
    /// The zone as a label of names; nil, and a warning, where it is too long to be one (design rule 16).
    func zone(_ text: Located<String>) -> Label? {
        guard let zone = Label(text.value) else {
            warning("no names of this zone are built: it has more than 63 characters", at: text.place)
            return nil
        }
        return zone
    }
}
