import DNSModel

/// What of the Nodes shows in records: where their ports are reached, and the topology zones of what runs on them.
struct NodeFacts: Hashable {
    let addresses: NodeAddresses
    private let zones: [String: Label]

    /// The facts of these Nodes; their addresses are in the order of their names.
    init(_ nodes: [String: NodeObject]) {
        addresses = NodeAddresses(of: nodes.values.sorted { $0.name < $1.name })
        zones = nodes.compactMapValues(\.zone)
    }

    /// The topology zone of a Node.
    func zone(of node: String?) -> Label? {
        zones.isEmpty ? nil : node.flatMap { zones[$0] }
    }
}
