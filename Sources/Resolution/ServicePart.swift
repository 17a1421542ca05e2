import DNSModel
import ServiceRegistry

/// What the labels in front of a Service's name say; each zone has some of these.
enum ServicePart: Hashable {
    /// None: the Service itself.
    case whole
    /// `_<proto>`.
    case transport(TransportProtocol)
    /// `_<port>._<proto>`.
    case port(Label, TransportProtocol)
    /// `<endpoint>`, or in a multicluster zone `<cluster>`.
    case below(Label)
    /// `<endpoint>.<cluster>`.
    case inCluster(Label, cluster: Label)
    /// `_zone`, `pin._zone`, `prefer._zone`.
    case aboveTopologyZones
    /// `<zone>.pin._zone`, `<zone>.prefer._zone`.
    case topologyZone(Label, TopologyRule)
    /// No form that any zone has.
    case unknown

    /// Reads the labels in front of the Service's.
    init(_ labels: ArraySlice<Label>) {
        self =
            switch labels.last {
            case nil: .whole
            case let last? where last.octets.first == UInt8(ascii: "_"): Self.below(special: last, labels.dropLast())
            case let last?: Self.below(last, labels.dropLast())
            }
    }

    private static func below(_ last: Label, _ labels: ArraySlice<Label>) -> ServicePart {
        guard let first = labels.first else { return .below(last) }
        return labels.count == 1 ? .inCluster(first, cluster: last) : .unknown
    }

    private static func below(special last: Label, _ labels: ArraySlice<Label>) -> ServicePart {
        if last == "_zone" { return topology(labels) }
        guard let transport = TransportProtocol(last) else { return labels.isEmpty ? .below(last) : .unknown }
        guard let first = labels.first else { return .transport(transport) }
        guard labels.count == 1, let port = first.withoutUnderscore else { return .unknown }
        return .port(port, transport)
    }

    private static func topology(_ labels: ArraySlice<Label>) -> ServicePart {
        guard let last = labels.last else { return .aboveTopologyZones }
        guard let rule = TopologyRule(last), labels.count <= 2 else { return .unknown }
        return labels.dropLast().first.map { .topologyZone($0, rule) } ?? .aboveTopologyZones
    }
}

/// Which endpoints answer for a topology zone.
enum TopologyRule: Hashable {
    /// Those of the zone, though there be none.
    case pin
    /// Those of the zone, or all where there are none.
    case prefer

    /// The rule that `pin` and `prefer` name.
    fileprivate init?(_ label: Label) {
        switch label {
        case "pin": self = .pin
        case "prefer": self = .prefer
        case _: return nil
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
