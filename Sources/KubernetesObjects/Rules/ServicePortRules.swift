import DNSModel
import ServiceRegistry

/// What the API server asks of `spec.ports` of a Service, and the definition of ServiceImport of its.
struct ServicePortRules {
    let fields: [ServicePortFields]
    let report: ObjectReport

    /// The ports that have no error of their own.
    func ports() -> [ServicePort] {
        checkNames()
        checkNumbers()
        return report.parts.shared(fields.compactMap(port))
    }

    /// The names of these ports, which are the ports of these fields, with their places.
    func named(_ ports: [ServicePort]) -> [NameLengthRules.NamedPort] {
        zip(ports, fields).compactMap { port, fields in
            guard let label = port.name, let place = fields.name.located?.place else { return nil }
            return (Located(value: label, place: place), port.transport)
        }
    }

    private func checkNames() {
        var first: [String: FieldPlace] = [:]
        for port in fields {
            switch port.name {
            case .absent: requireName(of: port)
            case .wrong: break
            case .found(let name):
                if let earlier = first.updateValue(name.place, forKey: name.value) {
                    report.error(
                        "\(Quotation.quoted(name.value)) is the name of \(earlier.path) too: each port needs its own", at: name.place)
                }
            }
        }
    }

    private func requireName(of port: ServicePortFields) {
        guard fields.count > 1 else { return }
        let place = FieldPlace(path: port.place.path(of: "name"), position: port.place.position)
        report.error("missing: from two ports on each one needs a name", at: place)
    }

    private func checkNumbers() {
        var first: [ProtocolAndPort: FieldPlace] = [:]
        for port in fields {
            guard let number = port.number, let transport = port.transport.value(or: .tcp) else { continue }
            let pair = ProtocolAndPort(transport: transport, number: number.value)
            if let earlier = first.updateValue(number.place, forKey: pair) {
                report.error("\(pair) is declared by \(earlier.path) too: each port needs its own number or protocol", at: number.place)
            }
        }
    }

    private func port(_ port: ServicePortFields) -> ServicePort? {
        let name = port.name.located.map(report.label)
        let target = target(of: port)
        guard let number = port.number, let target, let transport = port.transport.value(or: .tcp) else { return nil }
        let nodePort = port.nodePort.value.flatMap(UInt16.init(exactly:)).flatMap { $0 == 0 ? nil : $0 }
        return ServicePort(name: name ?? nil, transport: transport, number: number.value, target: target, nodePort: nodePort)
    }

    private func target(of port: ServicePortFields) -> TargetPort? {
        switch port.target {
        case .absent: return port.number.map { .number($0.value) }
        case .wrong: return nil
        case .found(let target): return self.target(target)
        }
    }

    private func target(_ target: Located<TargetPortField>) -> TargetPort? {
        switch target.value {
        case .number(let number): return report.port(Located(value: number, place: target.place)).map { .number($0.value) }
        case .name(let name):
            if UInt16(name) != nil {
                report.error(
                    "expected a number or a port's name but found the string \(Quotation.quoted(name)): remove the quotation marks",
                    at: target.place)
                return nil
            }
            return report.portName(Located(value: name, place: target.place)).map(TargetPort.name)
        }
    }
}
