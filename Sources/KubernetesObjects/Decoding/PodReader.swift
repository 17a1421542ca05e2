import DNSModel
import ServiceRegistry

/// Reads a Pod below its header.
enum PodReader {
    static func read(_ root: FieldReader, header: ObjectHeader, rules: ValidationRules) -> ObjectContent? {
        let spec = PodSpecFields(root.mapping("spec", names: .podSpec), report: root.report)
        let status = PodStatusFields(root.mapping("status", names: .podStatus), report: root.report)
        let hasEnded = status.phase.value?.isFinal ?? false
        let pod = PodObject(
            namespace: header.namespace, name: header.identity.name, labels: header.labels, addresses: status.addresses,
            hasEnded: hasEnded, isReady: status.isReady && !header.isBeingDeleted, usesHostNetwork: spec.usesHostNetwork,
            hostname: spec.hostname?.value, subdomain: spec.subdomain, ports: spec.ports, nodeName: spec.nodeName,
            locationPreference: header.annotations.locationPreference)
        guard !root.report.hasErrors else { return nil }
        if pod.addresses.isEmpty, !hasEnded {
            root.report.note("without an address in status.podIP it is no endpoint", at: root.place)
        }
        if let hostname = spec.hostname, let service = spec.subdomain {
            let key = ServiceKey(namespace: header.namespace, name: service)
            NameLengthRules(rules: rules, report: root.report).warn(ofHostnames: [hostname], below: [(key, .endpointSlice)])
        }
        return ObjectContent(.pod(pod))
    }
}

/// What `spec` says of a Pod's names and ports.
private struct PodSpecFields {
    let usesHostNetwork: Bool
    let hostname: Located<Label>?
    let subdomain: Label?
    let ports: [ContainerPort]
    let nodeName: String?

    init(_ spec: FieldReader?, report: ObjectReport) {
        usesHostNetwork = spec?.boolean("hostNetwork").value ?? false
        hostname = spec?.string("hostname").located.flatMap(report.locatedLabel)
        subdomain = spec?.string("subdomain").located.flatMap(report.label)
        ports = spec.map(Self.ports) ?? []
        nodeName = spec?.string("nodeName").value
    }

    /// Containers first, then the init containers that go on running beside them: the order in which names are looked up.
    private static func ports(_ spec: FieldReader) -> [ContainerPort] {
        let containers = spec.mappings("containers", names: .container)
        let sidecars = spec.mappings("initContainers", names: .container).filter { $0.string("restartPolicy").value == "Always" }
        return (containers + sidecars).flatMap { $0.mappings("ports", names: .containerPort).compactMap(namedPort) }
    }

    private static func namedPort(_ port: FieldReader) -> ContainerPort? {
        let number = port.requiredPort("containerPort")
        let transport = port.choice("protocol", of: TransportProtocol.self).value(or: .tcp)
        guard let name = port.string("name").located.flatMap(port.report.portName), let number, let transport else { return nil }
        return ContainerPort(name: name, transport: transport, number: number.value)
    }
}

/// What `status` says of a Pod's addresses and readiness.
private struct PodStatusFields {
    let phase: Reading<PodPhase>
    let addresses: [IPAddress]
    let isReady: Bool

    init(_ status: FieldReader?, report: ObjectReport) {
        phase = status?.choice("phase") ?? .absent
        addresses = status.map(Self.addresses) ?? []
        isReady = status.map(Self.isReady) ?? true
    }

    /// `podIPs` begins with `podIP` where both are there.
    private static func addresses(_ status: FieldReader) -> [IPAddress] {
        let single = status.string("podIP").located
        let list = status.mappings("podIPs", names: .podIP).compactMap { $0.string("ip").located }
        if let single, let first = list.first, single.value != first.value {
            let (shown, wanted) = (Quotation.quoted(first.value), Quotation.quoted(single.value))
            status.report.error("\(shown) is not podIP, \(wanted): the first must be the same", at: first.place)
        }
        let texts = list.isEmpty ? single.map { [$0] } ?? [] : list
        return texts.compactMap(status.report.address)
    }

    /// A Pod written by hand, with no conditions at all, is ready.
    private static func isReady(_ status: FieldReader) -> Bool {
        let conditions = status.mappings("conditions", names: .condition).map { condition in
            (type: condition.string("type").value, status: condition.string("status").value)
        }
        return conditions.isEmpty || conditions.contains { $0.type == "Ready" && $0.status == "True" }
    }
}
