/// The room that the endpoints of all Services share, and their ports, each of which may be a SRV record.
struct RecordRoom: Sendable {
    private var endpoints = RegistryLimits.endpoints
    private var ports = RegistryLimits.endpointPorts
    private var looks = RegistryLimits.podsLookedAt
    /// What of them the Services took that look at more than few Pods.
    private var looksOfServices: [ServiceKey: Int] = [:]
    /// Whether anybody found less room than needed: what one Service has then depends on the others.
    private(set) var isShort = false

    /// Whether there is room for a Service to look at so many Pods; then it is taken.
    mutating func look(at pods: Int, for service: ServiceKey) -> Bool {
        guard pods > RegistryLimits.fewPods else { return true }
        guard pods <= looks else {
            isShort = true
            return false
        }
        looks -= pods
        looksOfServices[service] = pods
        return true
    }

    /// What of the endpoints of one Service there is room for, with their ports, and of the labels of those that are not ready.
    mutating func fit(_ found: [Endpoint], unready: [EndpointLabels]) -> (endpoints: [Endpoint], unready: [EndpointLabels], isCut: Bool) {
        let (kept, hasFewerPorts) = fitPorts(of: found.limited(to: endpoints))
        endpoints -= kept.count
        let labels = unready.limited(to: endpoints)
        endpoints -= labels.count
        if kept.count < found.count || labels.count < unready.count { isShort = true }
        return (kept, labels, hasFewerPorts || kept.count < found.count)
    }

    /// Gives back what a Service took to look at Pods.
    mutating func leaveLooks(of service: ServiceKey) {
        looks += looksOfServices.removeValue(forKey: service) ?? 0
    }

    /// Gives back the room of a record that is replaced.
    mutating func leave(_ record: ServiceRecord) {
        endpoints += record.endpoints.count + record.unready.count
        ports += record.endpoints.reduce(0) { $0 + $1.ports.count }
    }

    private mutating func fitPorts(of found: [Endpoint]) -> (endpoints: [Endpoint], isCut: Bool) {
        let wanted = found.reduce(0) { $0 + $1.ports.count }
        if wanted > ports { isShort = true }
        let room = min(ports, RegistryLimits.endpointPortsOfService)
        guard wanted > room || found.contains(where: { $0.ports.count > RegistryLimits.ports }) else {
            ports -= wanted
            return (found, false)
        }
        var cutter = PortCutter(left: room)
        let fitting = found.map { cutter.cut($0) }
        ports -= room - cutter.left
        return (fitting, true)
    }
}

/// Cuts the ports of one endpoint after the other; neighbours that lose the same ports share one object of traits.
private struct PortCutter {
    private(set) var left: Int
    private var last: (whole: EndpointTraits, cut: EndpointTraits)?

    init(left: Int) {
        self.left = left
    }

    mutating func cut(_ endpoint: Endpoint) -> Endpoint {
        let count = min(endpoint.ports.count, RegistryLimits.ports, left)
        left -= count
        if count == endpoint.ports.count { return endpoint }
        if let last, last.whole === endpoint.traits, last.cut.ports.count == count { return endpoint.with(last.cut) }
        let traits = endpoint.traits.with(ports: Array(endpoint.ports.prefix(count)))
        last = (endpoint.traits, traits)
        return endpoint.with(traits)
    }
}

extension Endpoint {
    fileprivate func with(_ traits: EndpointTraits) -> Endpoint {
        Endpoint(name: name, naming: naming, address: address, traits: traits)
    }
}
