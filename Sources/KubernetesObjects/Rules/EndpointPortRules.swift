import DNSModel
import ServiceRegistry

/// What the API server asks of the ports of EndpointSlices and Endpoints.
struct EndpointPortRules {
    let report: ObjectReport

    /// The ports that have a number; one without a number stands for all ports, of which no record can be built.
    func ports(_ readers: [FieldReader]) -> [EndpointPort] {
        var names: [String: FieldPlace] = [:]
        return readers.compactMap { reader in
            let name = reader.string("name").located
            if let name, let earlier = names.updateValue(name.place, forKey: name.value) {
                report.error("\(Quotation.quoted(name.value)) is the name of \(earlier.path) too: each port needs its own", at: name.place)
            }
            return port(reader, name: name)
        }
    }

    private func port(_ reader: FieldReader, name: Located<String>?) -> EndpointPort? {
        let label = name.map(report.label)
        let transport = reader.choice("protocol", of: TransportProtocol.self).value(or: .tcp)
        guard let number = reader.integer("port").located.flatMap(report.port), let transport else { return nil }
        return EndpointPort(name: label ?? nil, transport: transport, number: number.value)
    }
}
