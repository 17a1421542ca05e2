import DNSModel

/// The room that the ports of all endpoints share: each may be a SRV record.
struct PortRoom {
    private var left = RegistryLimits.endpointPorts

    /// The endpoints of one Service with the ports that there is room for, and whether that is less than all of them.
    mutating func fit(_ endpoints: [Endpoint]) -> (endpoints: [Endpoint], isCut: Bool) {
        let room = min(left, RegistryLimits.endpointPortsOfService)
        let wanted = endpoints.reduce(0) { $0 + $1.ports.count }
        guard wanted > room || endpoints.contains(where: { $0.ports.count > RegistryLimits.ports }) else {
            left -= wanted
            return (endpoints, false)
        }
        var cutter = Cutter(left: room)
        let fitting = endpoints.map { cutter.cut($0) }
        left -= room - cutter.left
        return (fitting, true)
    }

    /// Cuts the ports of one endpoint after the other; neighbours that lose the same ports share one object of traits.
    private struct Cutter {
        var left: Int
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
}

extension Endpoint {
    fileprivate func with(_ traits: EndpointTraits) -> Endpoint {
        Endpoint(name: name, naming: naming, address: address, traits: traits)
    }
}
