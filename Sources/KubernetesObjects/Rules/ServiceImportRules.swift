import DNSModel
import ServiceRegistry

/// What the definition of ServiceImport (kubernetes-sigs/mcs-api) asks of one.
struct ServiceImportRules {
    /// The most addresses that an import has: one of each family.
    static let maximumAddresses = 2

    let spec: FieldReader
    let key: ServiceKey
    let header: ObjectHeader
    let rules: ValidationRules

    /// The import; nil, and errors, where a rule is broken.
    func content() -> ObjectContent? {
        let type = type()
        let addresses = addresses(type: type?.value)
        let portRules = ServicePortRules(fields: portFields(), report: spec.report)
        let ports = portRules.ports()
        guard !spec.report.hasErrors, let type else { return nil }
        let serviceImport = ServiceImportObject(
            key: key, labels: header.labels, type: importType(type.value, addresses: addresses), ports: ports,
            settings: header.annotations.serviceSettings)
        header.annotations.warnUnlessHeadless(type.value == .headless, needing: "type: Headless", report: spec.report)
        NameLengthRules(rules: rules, report: spec.report).warn(ofImport: key, at: header.namePlace, ports: portRules.named(ports))
        return ObjectContent(.serviceImport(serviceImport))
    }

    private func importType(_ type: ServiceImportType, addresses: [IPAddress]) -> ImportType {
        switch type {
        case .clusterSetIP: .clusterSetIP(addresses)
        case .headless: .headless
        }
    }

    private func type() -> Located<ServiceImportType>? {
        switch spec.choice("type", of: ServiceImportType.self) {
        case .absent:
            spec.report.error("missing: write ClusterSetIP or Headless", at: spec.placeOfMissing("type"))
            return nil
        case .wrong: return nil
        case .found(let type): return type
        }
    }

    /// Each address once. An import of type Headless is accepted with addresses too, which then mean nothing.
    private func addresses(type: ServiceImportType?) -> [IPAddress] {
        guard let texts = spec.strings("ips").located else { return [] }
        if texts.value.count > Self.maximumAddresses {
            spec.report.error("\(texts.value.count) of them: at most one IPv4 and one IPv6 address", at: texts.place)
        }
        if type == .headless, !texts.value.isEmpty {
            spec.report.warning("not read: they need \"type: ClusterSetIP\"", at: texts.place)
        }
        return texts.value.compactMap(spec.report.address).reduce(into: []) { addresses, address in
            if !addresses.contains(address) { addresses.append(address) }
        }
    }

    private func portFields() -> [ServicePortFields] {
        if spec.node("ports") == nil {
            spec.report.error("missing: write \"ports: []\" where it has none", at: spec.placeOfMissing("ports"))
        }
        return spec.mappings("ports", names: .serviceImportPort).map(ServicePortFields.init(ofImport:))
    }
}
