import DNSModel
import ServiceRegistry

/// What the API server asks of a Service by itself.
struct ServiceRules {
    let fields: ServiceFields
    let key: ServiceKey
    let header: ObjectHeader
    let rules: ValidationRules
    let report: ObjectReport

    /// The Service with what only it can have; nil, and errors, where a rule is broken.
    func content() -> ObjectContent? {
        let addressing = addressing()
        requirePorts()
        let ports = ServicePortRules(fields: fields.ports, report: report).ports()
        let externalIPs = fields.externalIPs.value?.compactMap(report.reachableAddress) ?? []
        let ingress = fields.ingress.compactMap(ingressPoint)
        let claims = addressClaims() + NodePortRules(fields: fields, report: report).claims()
        guard !report.hasErrors, let type = fields.type.value(or: .clusterIP), let addressing else { return nil }
        let exposure = ServiceExposure(kind: type.exposure, externalIPs: externalIPs, ingress: ingress)
        let service = service(type, addressing: addressing, ports: ports, exposure: exposure)
        header.annotations.warnUnlessHeadless(isHeadless, needing: "clusterIP: None", report: report)
        warnOfLength(of: service)
        let selectorPlace = service.selector.isEmpty ? nil : fields.selector.located?.place
        return ObjectContent(.service(service), claims: claims, selectorPlace: selectorPlace)
    }

    /// An ExternalName selects nothing, and its ports make no records.
    private func service(
        _ type: ServiceType, addressing: ServiceAddressing, ports: [ServicePort], exposure: ServiceExposure
    ) -> ServiceObject {
        switch type {
        case .externalName:
            ServiceObject(key: key, labels: header.labels, addressing: addressing, settings: header.annotations.serviceSettings)
        case .clusterIP, .nodePort, .loadBalancer:
            ServiceObject(
                key: key, labels: header.labels, addressing: addressing, ports: ports, selector: fields.selector.value ?? [:],
                publishesNotReadyAddresses: fields.publishesNotReadyAddresses.value ?? false, exposure: exposure,
                settings: header.annotations.serviceSettings)
        }
    }

    private func addressing() -> ServiceAddressing? {
        switch fields.type {
        case .wrong: nil
        case .found(let type) where type.value == .externalName:
            ExternalNameRules(fields: fields, report: report).addressing(typePlace: type.place)
        case .absent, .found: clusterAddressing()
        }
    }

    private func clusterAddressing() -> ServiceAddressing? {
        if let unused = fields.externalName.located {
            report.warning("not read: it needs \"type: ExternalName\"", at: unused.place)
        }
        if isHeadless, let type = fields.type.located, type.value.opensNodePorts, let place = fields.clusterIP.located?.place {
            report.error("a Service of type \(type.value.manifestName) cannot be headless: remove \"None\" or the type", at: place)
        }
        return ClusterIPRules(fields: fields, rules: rules, report: report).addressing()
    }

    private func requirePorts() {
        guard !fields.hasPorts, !isHeadless, !fields.type.isWrong, fields.type.value != .externalName else { return }
        let place = FieldPlace(path: fields.place.path(of: "ports"), position: fields.place.position)
        report.error("missing: a Service needs a port, unless it is headless (\"clusterIP: None\") or an ExternalName", at: place)
    }

    private var isHeadless: Bool {
        fields.clusterIP.value == ClusterIPRules.none
    }

    private func addressClaims() -> [Claim] {
        guard fields.type.value != .externalName else { return [] }
        let texts = fields.clusterIPs.value.flatMap { $0.isEmpty ? nil : $0 } ?? fields.clusterIP.located.map { [$0] } ?? []
        return texts.compactMap { text in IPAddress(text.value).map { Claim(.clusterIP($0), at: text.place) } }
    }

    private func warnOfLength(of service: ServiceObject) {
        let ports = ServicePortRules(fields: fields.ports, report: report).named(service.ports)
        NameLengthRules(rules: rules, report: report).warn(ofService: key, at: header.namePlace, ports: ports)
    }

    /// As the API server, the address counts where an entry has both.
    private func ingressPoint(_ entry: LoadBalancerIngressFields) -> LoadBalancerIngress? {
        if let ip = entry.ip.located { return report.address(ip).map(LoadBalancerIngress.address) }
        guard let hostname = entry.hostname.located else { return nil }
        return report.domainName(hostname).map(LoadBalancerIngress.hostname)
    }
}

extension ServiceType {
    fileprivate var exposure: ExposureKind {
        switch self {
        case .clusterIP, .externalName: .clusterOnly
        case .nodePort: .nodePort
        case .loadBalancer: .loadBalancer
        }
    }
}
