import DNSModel
import ServiceRegistry

/// Reads an EndpointSlice below its header: a slice of the Service that its labels name, and one of the import, which may be both.
enum EndpointSliceReader {
    /// What the API server lets a slice hold (EndpointSlice v1); several slices make a larger Service.
    private static let most = (endpoints: 1000, addresses: 100, ports: 100)

    static func read(_ root: FieldReader, header: ObjectHeader, rules: ValidationRules) -> ObjectContent? {
        guard let type = addressType(of: root) else { return nil }
        guard let family = type.value.family else {
            root.report.note("ignored: only endpoints with addresses have records, not those with names (FQDN)", at: type.place)
            return nil
        }
        let backed = BackedServices(header, report: root.report)
        guard hasAtMost(most.endpoints, "endpoints", in: root), hasAtMost(most.ports, "ports", in: root) else { return nil }
        var topology = EndpointTopology()
        let endpoints = root.mappings("endpoints", names: .endpoint).compactMap { endpoint($0, family: family, topology: &topology) }
        let ports = EndpointPortRules(report: root.report).ports(root.mappings("ports", names: .endpointPort))
        guard !backed.services.isEmpty, !root.report.hasErrors else { return nil }
        NameLengthRules(rules: rules, report: root.report).warn(ofHostnames: endpoints.compactMap(\.hostname), below: backed.services)
        return ObjectContent(
            .endpointSlices(
                backed.services.map { service in
                    EndpointSliceObject(
                        name: header.identity.name, service: service.key, origin: service.origin, endpoints: endpoints.map(\.object),
                        ports: ports)
                }))
    }

    private static func hasAtMost(_ most: Int, _ name: String, in reader: FieldReader) -> Bool {
        guard let field = reader.node(name), case .sequence(let entries) = field.value.value, entries.count > most else { return true }
        reader.report.error("\(entries.count) of them: a slice has at most \(most): write several slices", at: field.place)
        return false
    }

    private static func addressType(of root: FieldReader) -> Located<EndpointAddressType>? {
        switch root.choice("addressType", of: EndpointAddressType.self) {
        case .absent:
            root.report.error("missing: write IPv4 or IPv6", at: root.placeOfMissing("addressType"))
            return nil
        case .wrong: return nil
        case .found(let type): return type
        }
    }

    private static func endpoint(
        _ reader: FieldReader, family: AddressFamily, topology: inout EndpointTopology
    ) -> EndpointFields? {
        guard hasAtMost(most.addresses, "addresses", in: reader) else { return nil }
        let addresses = reader.strings("addresses")
        if addresses.value(or: [])?.isEmpty == true {
            reader.report.error("missing: an endpoint needs at least one address", at: reader.placeOfMissing("addresses"))
        }
        let hostname = reader.string("hostname").located.flatMap(reader.report.locatedLabel)
        let conditions = reader.mapping("conditions", names: .endpointConditions)
        let endpoint = EndpointObject(
            addresses: addresses.value?.compactMap { reader.report.address($0, of: family, because: "addressType") } ?? [],
            hostname: hostname?.value, isReady: conditions?.boolean("ready").value ?? true, podName: reader.podName(),
            zone: topology.zone(reader), nodeName: topology.nodeName(reader))
        return EndpointFields(object: endpoint, hostname: hostname)
    }
}
