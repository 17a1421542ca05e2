import DNSModel
import ServiceRegistry

/// What a name below an external zone says, before anybody knows whether it exists (design rule 13).
enum ExternalServiceName: Hashable {
    /// The zone's own name.
    case apex
    /// `dns`: above the name server, and perhaps a namespace.
    case nameServerParent
    /// `ns1.dns`, whatever Service may be called so.
    case nameServer
    /// Names below the name server's, which is no Service.
    case belowNameServer
    /// `<ns>`.
    case namespace(Label)
    /// `<svc>.<ns>`, or a name below it.
    case service(ServiceKey, ServicePart)

    /// Reads the labels in front of the zone.
    init(_ labels: [Label]) {
        guard let namespace = labels.last else {
            self = .apex
            return
        }
        switch labels.dropLast().last {
        case nil: self = namespace == "dns" ? .nameServerParent : .namespace(namespace)
        case "ns1" where namespace == "dns": self = labels.count == 2 ? .nameServer : .belowNameServer
        case let name?: self = .service(ServiceKey(namespace: namespace, name: name), ServicePart(labels.dropLast(2)))
        }
    }
}
