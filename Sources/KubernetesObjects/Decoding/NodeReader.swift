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
        guard !root.report.hasErrors else { return nil }
        if addresses.isEmpty {
            root.report.note("without an ExternalIP or InternalIP in status.addresses it stands behind no node port", at: root.place)
        }
        return ObjectContent(.node(node))
    }

    private static func address(_ entry: FieldReader) -> (type: NodeAddressType, address: IPAddress)? {
        guard let type = type(of: entry), type.isAddress else { return nil }
        switch entry.string("address") {
        case .absent:
            entry.report.error("missing: an \(type.rawValue) is an address", at: entry.placeOfMissing("address"))
            return nil
        case .wrong: return nil
        case .found(let text): return entry.report.address(text).map { (type, $0) }
        }
    }

    /// A type that nobody knows is somebody else's, as in the API server, but one that is nearly known is a slip.
    private static func type(of entry: FieldReader) -> NodeAddressType? {
        guard let text = entry.string("type").located else { return nil }
        if let type = NodeAddressType(rawValue: text.value) { return type }
        if let meant = Spelling.nearest(to: text.value, among: NodeAddressType.allCases.map(\.rawValue)) {
            entry.report.warning("not read: \(Quotation.quoted(text.value)) is not known here: did you mean \(meant)?", at: text.place)
        }
        return nil
    }

    private static func zone(_ header: ObjectHeader, report: ObjectReport) -> Label? {
        let name = TopologyZone.label
        guard let text = header.labels[name], !text.isEmpty else { return nil }
        return report.zone(Located(value: text, place: header.place(ofLabel: name)))
    }
}
