import DNSModel
import ServiceRegistry

/// What a name below the cluster's zone or a multicluster zone says, before anybody knows whether it exists
/// (Kubernetes DNS-Based Service Discovery 1.1.0, KEP-1645).
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
    /// `<ns>.svc`.
    case serviceNamespace(Label)
    /// `<svc>.<ns>.svc`, or a name below it.
    case service(ServiceKey, ServicePart)
    /// `pod`.
    case podRoot
    /// `<ns>.pod`.
    case podNamespace(Label)
    /// `<dashed-ip>.<ns>.pod`.
    case pod(Label, namespace: Label)
    /// No form that the zones have.
    case unknown

    /// Reads the labels in front of the zone.
    init(_ labels: [Label]) {
        let rest = labels.dropLast()
        switch labels.last {
        case nil: self = .apex
        case Self.services: self = Self.belowServices(rest)
        case Self.pods: self = Self.belowPods(rest)
        case "dns" where rest.isEmpty: self = .nameServerParent
        case "dns" where rest == ["ns"]: self = .nameServer
        case "dns-version" where rest.isEmpty: self = .schemaVersion
        case _: self = .unknown
        }
    }

    /// Made once: every name is compared with them.
    private static let services: Label = "svc"
    private static let pods: Label = "pod"

    private static func belowServices(_ labels: ArraySlice<Label>) -> ServiceName {
        guard let namespace = labels.last else { return .serviceRoot }
        guard let name = labels.dropLast().last else { return .serviceNamespace(namespace) }
        return .service(ServiceKey(namespace: namespace, name: name), ServicePart(labels.dropLast(2)))
    }

    private static func belowPods(_ labels: ArraySlice<Label>) -> ServiceName {
        switch (labels.count, labels.first, labels.last) {
        case (0, _, _): .podRoot
        case (1, let namespace?, _): .podNamespace(namespace)
        case (2, let address?, let namespace?): .pod(address, namespace: namespace)
        case _: .unknown
        }
    }
}
