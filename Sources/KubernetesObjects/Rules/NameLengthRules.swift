import DNSModel
import ServiceRegistry

/// Names that the DNS cannot hold (RFC 1035 §2.3.4): no record is built for them, and that is said.
struct NameLengthRules {
    let rules: ValidationRules
    let report: ObjectReport

    /// Warns of the Service's own name, or else of those of its ports.
    func warn(ofService key: ServiceKey, at place: FieldPlace, ports: [(name: Located<Label>, transport: TransportProtocol)]) {
        guard isBuilt(labels(of: key), at: place) else { return }
        for port in ports { warn(ofPort: port.name, transport: port.transport, of: key) }
    }

    /// Warns of an endpoint's name below its Service.
    func warn(ofHostname hostname: Located<Label>, of key: ServiceKey) {
        _ = isBuilt([hostname.value] + labels(of: key), at: hostname.place)
    }

    private func warn(ofPort name: Located<Label>, transport: TransportProtocol, of key: ServiceKey) {
        guard let port = underscored(name.value.octets), let layer = underscored(Array(transport.manifestName.utf8)) else {
            report.warning("no SRV record is built for it: with \"_\" in front it has more than 63 characters", at: name.place)
            return
        }
        _ = isBuilt([port, layer] + labels(of: key), at: name.place)
    }

    private func isBuilt(_ labels: [Label], at place: FieldPlace) -> Bool {
        guard DomainName(labels, in: rules.clusterDomain) == nil else { return true }
        report.warning("no record is built for it: in \(rules.clusterDomain) its name has more than 255 octets", at: place)
        return false
    }

    private func labels(of key: ServiceKey) -> [Label] {
        [key.name, key.namespace] + [Label("svc")].compactMap(\.self)
    }

    private func underscored(_ octets: [UInt8]) -> Label? {
        Label(octets: [UInt8(ascii: "_")] + octets)
    }
}
