package import DNSModel
import ServiceRegistry

/// Why an answer says no, for people who read it with `dig` (RFC 8914, design rule 14).
package enum Explanation {
    /// The most octets of a text: what an answer has room for beside its SOA.
    static let maximumLength = 200

    /// The reason for what a question led to; nil when the answer says yes.
    ///
    /// - Parameter neighbour: the name of the Service that a misspelt one may mean.
    package static func error(for question: Question, _ resolution: Resolution, neighbour: Label? = nil) -> ExtendedDNSError? {
        switch resolution.outcome {
        case .records, .anyRecords, .aliasOnly, .outside, .search: nil
        case .noData(let reason, _): ExtendedDNSError(.other, bounded(text(of: reason, type: question.type)))
        case .nameError(let reason, let authority):
            ExtendedDNSError(.other, bounded(NameErrorText(zone: authority.zone, neighbour: neighbour).text(of: reason)))
        case .outOfZone: ExtendedDNSError(.notAuthoritative, outOfZone)
        case .unknownShortName(let key, let zone):
            ExtendedDNSError(
                .notAuthoritative,
                bounded(NameErrorText(zone: zone, neighbour: neighbour).text(ofShort: key, ofClient: resolution.dependsOnClient)))
        case .refused(let reason): error(for: reason, question)
        }
    }

    fileprivate static let outOfZone = "this name is in none of the zones that are served here"

    private static func text(of reason: NoDataReason, type: RecordType) -> String {
        switch reason {
        case .emptyNonTerminal: "only names below this one have records"
        case .otherType: "this name has no records of type \(type)"
        case .otherFamily: "this name has \(type == .a ? "IPv6" : "IPv4") addresses only"
        case .emptyTopologyZone(let zone): "no endpoint is in topology zone \(zone)"
        }
    }

    private static func error(for reason: RefusalReason, _ question: Question) -> ExtendedDNSError {
        switch reason {
        case .otherClass: ExtendedDNSError(.notSupported, "only class IN is served")
        case .zoneTransfer: ExtendedDNSError(.prohibited, "zones are not transferred to this client")
        case .pseudoType: ExtendedDNSError(.notSupported, "no record of type \(question.type) can be asked for")
        case .obsoleteType: ExtendedDNSError(.notSupported, "type \(question.type) is obsolete")
        case .unknownMetaType: ExtendedDNSError(.notSupported, "no kind of question of type \(question.type) is known")
        }
    }

    /// A text from elsewhere, with an end.
    static func bounded(_ text: String) -> String {
        text.utf8.count <= maximumLength ? text : text.prefix(maximumLength - 3) + "..."
    }
}

/// Why a name does not exist, in the words of the zone that it would be in.
private struct NameErrorText {
    let zone: ServedZone
    let neighbour: Label?

    func text(of reason: NameErrorReason) -> String {
        switch reason {
        case .unknownForm: "\(zone.origin) has no names of this form"
        case .unknownNamespace(let namespace): "no namespace \(namespace)"
        // In one piece: random names are mostly of this kind.
        case .unknownService(let key):
            "no \(kind) \(key.name) in namespace \(key.namespace)\(neighbour.map { "; did you mean \($0)?" } ?? "")"
        case .absentService(let key, let absence): "\(name(of: key)) \(text(of: absence))"
        case .unknownEndpoint(let label, let key): "\(name(of: key)) has no endpoint \(label)"
        case .unreadyEndpoint(let label, let key): "endpoint \(label) of \(name(of: key)) is not ready"
        case .unknownCluster(let cluster, let key): "\(name(of: key)) has no ready endpoint in cluster \(cluster)"
        case .unknownPort(let key): "\(name(of: key)) has no port of this name and protocol"
        case .noTopologyZones(let key): "\(name(of: key)) is not headless, and only headless Services have names for topology zones"
        case .belowExternalName(let key): "\(name(of: key)) is an ExternalName, and nothing is below an alias"
        case .notExternal(let key): "\(name(of: key)) has no address outside the cluster"
        case .awaitsLoadBalancer(let key): "\(name(of: key)) waits for an address from its load balancer"
        case .noNodeAddress(let key): "\(name(of: key)) is reached at the nodes, and no Node has an address of its families"
        case .nothingExternal(let namespace): "no Service in namespace \(namespace) has an address outside the cluster"
        case .unknownPod(let namespace): "no Pod in namespace \(namespace) has this address"
        case .noPodNames: "Pods have no names here"
        case .unknownAddress: "nobody here has this address, or one that begins so"
        }
    }

    func text(ofShort key: ServiceKey, ofClient: Bool) -> String {
        let place = ofClient ? ", where this client is" : ""
        let hint = neighbour.map { " (did you mean \($0)?)" } ?? ""
        return "no \(name(of: key))\(place)\(hint), and \(Explanation.outOfZone)"
    }

    private func name(of key: ServiceKey) -> String {
        "\(kind) \(key.name) in namespace \(key.namespace)"
    }

    private var kind: String {
        switch zone.view {
        case .cluster, .external, .reverse: "Service"
        case .multicluster: "ServiceImport"
        }
    }

    private func text(of absence: ServiceRecord.Absence) -> String {
        switch absence {
        case .noReadyEndpoints(unready: 0): "has no endpoints"
        case .noReadyEndpoints(unready: 1): "has no ready endpoint: 1 is not ready"
        case .noReadyEndpoints(let unready): "has no ready endpoint: \(unready) are not ready"
        case .endpointsHidden: "has only endpoints, which are not shown"
        case .noAddress: "has no address yet"
        }
    }
}
