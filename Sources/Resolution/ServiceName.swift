import DNSModel
import ServiceRegistry

/// What a name below the cluster's zone says, before anybody knows whether it exists
/// (Kubernetes DNS-Based Service Discovery 1.1.0).
enum ServiceName: Hashable {
    /// The zone's own name.
    case apex
    /// `dns-version`.
    case schemaVersion
    /// `dns`, above the name server.
    case nameServerParent
    /// `ns.dns`.
    case nameServer
    /// `svc`.
    case serviceRoot
    /// `pod`.
    case podRoot
    /// `<ns>.svc`, `<ns>.pod`.
    case namespace(Label)
    /// `<svc>.<ns>.svc`.
    case service(ServiceKey)
    /// `_<proto>.<svc>.<ns>.svc`.
    case transport(TransportProtocol, ServiceKey)
    /// `_<port>._<proto>.<svc>.<ns>.svc`.
    case port(Label, TransportProtocol, ServiceKey)
    /// `<endpoint>.<svc>.<ns>.svc`.
    case endpoint(Label, ServiceKey)
    /// `<dashed-ip>.<ns>.pod`.
    case pod(Label, namespace: Label)
    /// No form that the zone has.
    case unknown

    /// Reads the labels in front of the zone.
    init(_ labels: [Label]) {
        let rest = labels.dropLast()
        switch labels.last {
        case nil: self = .apex
        case "svc": self = Self.belowServices(rest)
        case "pod": self = Self.belowPods(rest)
        case "dns" where rest.isEmpty: self = .nameServerParent
        case "dns" where rest == ["ns"]: self = .nameServer
        case "dns-version" where rest.isEmpty: self = .schemaVersion
        case _: self = .unknown
        }
    }

    private static func belowServices(_ labels: ArraySlice<Label>) -> ServiceName {
        guard let namespace = labels.last else { return .serviceRoot }
        guard let name = labels.dropLast().last else { return .namespace(namespace) }
        return below(ServiceKey(namespace: namespace, name: name), labels.dropLast(2))
    }

    private static func below(_ service: ServiceKey, _ labels: ArraySlice<Label>) -> ServiceName {
        switch (labels.count, labels.first, labels.last) {
        case (0, _, _): .service(service)
        case (1, let label?, _): TransportProtocol(label).map { .transport($0, service) } ?? .endpoint(label, service)
        case (2, let port?, let transport?): self.port(port, transport, service)
        case _: .unknown
        }
    }

    private static func port(_ port: Label, _ transport: Label, _ service: ServiceKey) -> ServiceName {
        guard let transport = TransportProtocol(transport), let port = port.withoutUnderscore else { return .unknown }
        return .port(port, transport, service)
    }

    private static func belowPods(_ labels: ArraySlice<Label>) -> ServiceName {
        switch (labels.count, labels.first, labels.last) {
        case (0, _, _): .podRoot
        case (1, let namespace?, _): .namespace(namespace)
        case (2, let address?, let namespace?): .pod(address, namespace: namespace)
        case _: .unknown
        }
    }
}

extension Label {
    /// The name behind the underscore of an SRV owner's label (RFC 2782); nil for a label without one.
    fileprivate var withoutUnderscore: Label? {
        octets.first == UInt8(ascii: "_") ? Label(octets: octets.dropFirst()) : nil
    }
}

extension TransportProtocol {
    /// The protocol that `_tcp`, `_udp` and `_sctp` name.
    fileprivate init?(_ label: Label) {
        switch label {
        case "_tcp": self = .tcp
        case "_udp": self = .udp
        case "_sctp": self = .sctp
        case _: return nil
        }
    }
}
