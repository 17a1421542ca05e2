import DNSModel
import ServiceRegistry

/// Names that the DNS cannot hold (RFC 1035 §2.3.4): no record is built for them, and that is said, once for each name.
struct NameLengthRules {
    let rules: ValidationRules
    let report: ObjectReport

    /// A port's name, and its transport protocol, which is a label of its SRV records' owner too.
    typealias NamedPort = (name: Located<Label>, transport: TransportProtocol)

    /// Warns of the Service's own name, and of those of its ports.
    func warn(ofService key: ServiceKey, at place: FieldPlace, ports: [NamedPort]) {
        warn(of: names(of: key, origin: .endpointSlice), at: place, ports: ports)
    }

    /// Warns of the import's own name, and of those of its ports.
    func warn(ofImport key: ServiceKey, at place: FieldPlace, ports: [NamedPort]) {
        warn(of: importedNames([], of: key), at: place, ports: ports)
    }

    /// Warns of endpoints' names below the Services that they stand behind.
    func warn(ofHostnames hostnames: [Located<Label>], below services: [(key: ServiceKey, origin: EndpointOrigin)]) {
        guard !hostnames.isEmpty else { return }
        let names = services.flatMap { self.names(of: $0.key, origin: $0.origin) }
        for hostname in hostnames { warn(of: names.map { $0.below([hostname.value]) }, at: hostname.place) }
    }

    private func names(of key: ServiceKey, origin: EndpointOrigin) -> [ZonedName] {
        switch origin {
        case .endpointSlice, .endpoints:
            [ZonedName([key.name, key.namespace, "svc"], in: rules.clusterDomain)]
                + rules.externalZones.map { ZonedName([key.name, key.namespace], in: $0) }
        case .importedSlice(let cluster): importedNames([cluster], of: key)
        }
    }

    private func importedNames(_ labels: [Label], of key: ServiceKey) -> [ZonedName] {
        rules.multiclusterZones.map { ZonedName(labels + [key.name, key.namespace, "svc"], in: $0) }
    }

    /// The names of ports are judged where the Service itself has one.
    private func warn(of names: [ZonedName], at place: FieldPlace, ports: [NamedPort]) {
        warn(of: names, at: place)
        let built = names.filter { $0.name != nil }
        guard !built.isEmpty else { return }
        for port in ports { warn(ofPort: port, below: built) }
    }

    private func warn(ofPort port: NamedPort, below names: [ZonedName]) {
        guard let name = underscored(port.name.value.octets), let layer = underscored(Array(port.transport.manifestName.utf8)) else {
            report.warning("no SRV record is built for it: with \"_\" in front it has more than 63 characters", at: port.name.place)
            return
        }
        warn(of: names.map { $0.below([name, layer]) }, at: port.name.place)
    }

    private func warn(of names: [ZonedName], at place: FieldPlace) {
        guard let long = names.first(where: { $0.name == nil }) else { return }
        report.warning("no record is built for it: in \(long.zone) its name has more than 255 octets", at: place)
    }

    private func underscored(_ octets: [UInt8]) -> Label? {
        Label(octets: [UInt8(ascii: "_")] + octets)
    }
}

/// A name in one of the zones that an object is seen in.
private struct ZonedName {
    let zone: DomainName
    /// Nil where it has more than 255 octets.
    let name: DomainName?

    init(_ labels: [Label], in zone: DomainName) {
        self.init(zone: zone, name: DomainName(labels, in: zone))
    }

    private init(zone: DomainName, name: DomainName?) {
        self.zone = zone
        self.name = name
    }

    func below(_ labels: [Label]) -> ZonedName {
        ZonedName(zone: zone, name: name.flatMap { DomainName(labels, in: $0) })
    }
}
