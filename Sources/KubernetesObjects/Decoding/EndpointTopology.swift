import DNSModel

/// Reads where the endpoints of one object are. Many are in one place: each zone and each Node's name is kept in memory once.
struct EndpointTopology {
    private var zones: [String: Label] = [:]
    private var nodeNames: Set<String> = []

    /// The topology zone that the endpoint says it is in.
    mutating func zone(_ endpoint: FieldReader) -> Label? {
        guard let text = endpoint.string("zone").located else { return nil }
        if let known = zones[text.value] { return known }
        let zone = endpoint.report.zone(text)
        zones[text.value] = zone
        return zone
    }

    /// The Node that the endpoint says it runs on.
    mutating func nodeName(_ endpoint: FieldReader) -> String? {
        endpoint.string("nodeName").value.map { nodeNames.insert($0).memberAfterInsert }
    }
}
