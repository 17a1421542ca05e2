import DNSModel
import ServiceRegistry

/// Reads a Node below its header.
enum NodeReader {
    static func read(_ root: FieldReader, header: ObjectHeader) -> ObjectContent? {
        let status = root.mapping("status", names: .nodeStatus)
        let addresses = status?.mappings("addresses", names: .nodeAddress).compactMap(address) ?? []
        let node = NodeObject(
            name: header.identity.name, externalAddresses: addresses.filter { $0.type == .externalIP }.map(\.address),
            internalAddresses: addresses.filter { $0.type == .internalIP }.map(\.address), zone: zone(header, report: root.report))
        return root.report.hasErrors ? nil : ObjectContent(.node(node))
    }

    /// The types of addresses that clients can reach a Node's ports at; the others are names.
    private enum AddressType: String {
        case externalIP = "ExternalIP"
        case internalIP = "InternalIP"
    }

    private static func address(_ entry: FieldReader) -> (type: AddressType, address: IPAddress)? {
        guard let type = entry.string("type").value.flatMap(AddressType.init) else { return nil }
        switch entry.string("address") {
        case .absent:
            entry.report.error("missing: an \(type.rawValue) is an address", at: entry.placeOfMissing("address"))
            return nil
        case .wrong: return nil
        case .found(let text): return entry.report.address(text).map { (type, $0) }
        }
    }

    private static func zone(_ header: ObjectHeader, report: ObjectReport) -> Label? {
        let name = TopologyZone.label
        guard let text = header.labels[name], !text.isEmpty else { return nil }
        return report.zone(Located(value: text, place: header.place(ofLabel: name)))
    }
}
