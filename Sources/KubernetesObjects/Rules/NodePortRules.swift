import ServiceRegistry

/// What the API server asks of the ports that every node opens for a Service.
struct NodePortRules {
    /// The range that the API server allocates from and accepts, unless configured otherwise.
    static let usualRange: ClosedRange<UInt16> = 30000...32767

    let fields: ServiceFields
    let report: ObjectReport

    /// The numbers that the Service asks for, each once.
    func claims() -> [Claim] {
        var claims: [Claim] = []
        var first: [ProtocolAndPort: FieldPlace] = [:]
        for port in fields.ports {
            guard let number = nodePort(port.nodePort) else { continue }
            requireNodePorts(at: number.place)
            if let transport = port.transport.value(or: .tcp) {
                let pair = ProtocolAndPort(transport: transport, number: number.value)
                if let earlier = first.updateValue(number.place, forKey: pair) {
                    report.error("\(pair) of the nodes is asked for by \(earlier.path) too: choose another number", at: number.place)
                }
            }
            add(number, to: &claims)
        }
        return claims + healthCheck(besides: claims)
    }

    /// One number may serve several protocols of one Service.
    private func add(_ number: Located<UInt16>, to claims: inout [Claim]) {
        let resource = ClaimedResource.nodePort(number.value)
        if !claims.contains(where: { $0.resource == resource }) { claims.append(Claim(resource, at: number.place)) }
    }

    private func requireNodePorts(at place: FieldPlace) {
        guard let type = fields.type.value(or: .clusterIP), !type.opensNodePorts else { return }
        report.error(
            "a Service of type \(type.manifestName) opens no port of the nodes: add \"type: NodePort\" or remove nodePort", at: place)
    }

    private func healthCheck(besides claims: [Claim]) -> [Claim] {
        guard let number = nodePort(fields.healthCheckNodePort) else { return [] }
        if !fields.type.isWrong, fields.type.value != .loadBalancer || fields.externalTrafficPolicy.value != .local {
            report.error("it needs \"type: LoadBalancer\" and \"externalTrafficPolicy: Local\"", at: number.place)
        }
        let claim = Claim(.nodePort(number.value), at: number.place)
        if let other = claims.first(where: { $0.resource == claim.resource }) {
            report.error("\(number.value) is asked for by \(other.place.path) too: choose another number", at: number.place)
        }
        return [claim]
    }

    /// The number of a field; nil where it is 0 or absent, and, with an error, where it is no port.
    private func nodePort(_ field: Reading<Int64>) -> Located<UInt16>? {
        guard let number = field.located, number.value != 0, let port = report.port(number) else { return nil }
        if !Self.usualRange.contains(port.value) {
            report.warning("\(port.value) is outside the usual range of node ports, 30000 to 32767", at: port.place)
        }
        return port
    }
}
