import DNSModel
import ServiceRegistry

/// Names without the zone that Services answer to (design rule 12).
struct ShortName {
    /// What the name would be if the zone followed.
    let name: ServiceName
    /// Whether it was completed by the namespace of the client.
    let dependsOnClient: Bool

    /// Types that speak of zones: they are asked of real top-level domains, and a short name is no zone.
    private static let zoneTypes: Set<RecordType> = [.ns, .soa, .ds, .dnskey]

    /// The Service's name that these labels stand for; nil for those that belong to somebody else.
    ///
    /// - Parameter clientNamespace: completes a single label; nil where single labels stand for nothing.
    init?(_ labels: [Label], type: RecordType, clientNamespace: Label?, in snapshot: RegistrySnapshot) {
        let readings = Self.readings(of: labels, type: type, clientNamespace: clientNamespace)
        guard let name = readings.first(where: { $0.service.flatMap(snapshot.service) != nil }) else { return nil }
        self.name = name
        dependsOnClient = labels.count == 1
    }

    /// The Service that these labels would stand for if their namespace, which exists, had it; nil when they mean none here.
    static func missing(_ labels: [Label], type: RecordType, clientNamespace: Label?, in snapshot: RegistrySnapshot) -> ServiceKey? {
        readings(of: labels, type: type, clientNamespace: clientNamespace).compactMap(\.service)
            .first { snapshot.namespace($0.namespace) != nil }
    }

    private static func readings(of labels: [Label], type: RecordType, clientNamespace: Label?) -> [ServiceName] {
        guard labels.last != "localhost", !zoneTypes.contains(type) else { return [] }
        return readings(of: labels, clientNamespace: clientNamespace).map(ServiceName.init)
    }

    /// The labels in front of the zone that may be meant, the likeliest first: a namespace may be called `svc`.
    private static func readings(of labels: [Label], clientNamespace: Label?) -> [[Label]] {
        switch labels.count {
        case 0: []
        case 1: clientNamespace.map { [labels + [$0, "svc"]] } ?? []
        case _: labels.last == "svc" ? [labels, labels + ["svc"]] : [labels + ["svc"]]
        }
    }
}

extension ServiceName {
    /// The Service that the name is of or below, where its form is one that short names have.
    fileprivate var service: ServiceKey? {
        switch self {
        case .service(let key, .whole), .service(let key, .transport), .service(let key, .port), .service(let key, .below): key
        case .service(_, .inCluster), .service(_, .aboveTopologyZones), .service(_, .topologyZone), .service(_, .unknown): nil
        case .apex, .schemaVersion, .nameServerParent, .nameServer, .serviceRoot, .serviceNamespace, .podRoot, .podNamespace, .pod,
            .unknown:
            nil
        }
    }
}
