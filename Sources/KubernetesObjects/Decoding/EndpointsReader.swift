import DNSModel
import ServiceRegistry

/// Reads an Endpoints object below its header: each subset becomes a slice of the Service with the object's name.
enum EndpointsReader {
    static func read(_ root: FieldReader, header: ObjectHeader, rules: ValidationRules) -> ObjectContent? {
        let subsets = root.mappings("subsets", names: .endpointSubset).map(EndpointSubset.init)
        guard let name = header.label else {
            root.report.note("ignored: no Service can have this name", at: header.namePlace)
            return nil
        }
        guard !root.report.hasErrors else { return nil }
        let service = ServiceKey(namespace: header.namespace, name: name)
        let hostnames = subsets.flatMap(\.endpoints).compactMap(\.hostname)
        NameLengthRules(rules: rules, report: root.report).warn(ofHostnames: hostnames, below: [(service, .endpoints)])
        return ObjectContent(
            .endpointSlices(
                subsets.map { subset in
                    EndpointSliceObject(
                        name: header.identity.name, service: service, origin: .endpoints, endpoints: subset.endpoints.map(\.object),
                        ports: subset.ports)
                }))
    }
}

/// Addresses that share their ports.
private struct EndpointSubset {
    let endpoints: [EndpointFields]
    let ports: [EndpointPort]

    init(_ subset: FieldReader) {
        let ready = subset.mappings("addresses", names: .endpointAddress).compactMap { Self.endpoint($0, isReady: true) }
        let waiting = subset.mappings("notReadyAddresses", names: .endpointAddress).compactMap { Self.endpoint($0, isReady: false) }
        endpoints = ready + waiting
        ports = EndpointPortRules(report: subset.report).ports(subset.mappings("ports", names: .endpointPort))
    }

    private static func endpoint(_ reader: FieldReader, isReady: Bool) -> EndpointFields? {
        let hostname = reader.string("hostname").located.flatMap(reader.report.locatedLabel)
        let podName = reader.podName()
        let nodeName = reader.string("nodeName").value
        guard let address = address(reader) else { return nil }
        let object = EndpointObject(
            addresses: [address], hostname: hostname?.value, isReady: isReady, podName: podName, nodeName: nodeName)
        return EndpointFields(object: object, hostname: hostname)
    }

    private static func address(_ reader: FieldReader) -> IPAddress? {
        switch reader.string("ip") {
        case .absent:
            reader.report.error("missing: an endpoint needs an address", at: reader.placeOfMissing("ip"))
            return nil
        case .wrong: return nil
        case .found(let text): return reader.report.address(text)
        }
    }
}
