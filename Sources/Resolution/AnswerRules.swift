package import DNSModel
import ServiceRegistry

/// Makes the response that a resolution deserves.
package struct AnswerRules: Sendable {
    private let configuration: ZoneConfiguration

    /// The rules of these zones.
    package init(_ configuration: ZoneConfiguration) {
        self.configuration = configuration
    }

    /// The response to a question, with the serial of the snapshot that the resolution was made in.
    package func response(to question: Question, _ resolution: Resolution, serial: UInt32) -> Response {
        let draft = Draft(configuration: configuration, question: question, resolution: resolution, serial: serial)
        switch resolution.outcome {
        case .records(let set): return draft.positive(set)
        case .anyRecords: return draft.minimal
        case .aliasOnly: return draft.authoritative(.noError)
        case .noData(_, let authority): return draft.negative(.noError, authority, timeToLive: configuration.timeToLive)
        case .nameError(let reason, let authority):
            return draft.negative(.nameError, authority, timeToLive: configuration.timeToLive(of: reason))
        case .outOfZone, .unknownShortName: return Response(.refused)
        case .refused(let reason): return Response(Self.code(for: reason))
        }
    }
}

extension AnswerRules {
    /// A question that nobody can answer is the client's error, never silence (RFC 8906 §3.1.2).
    private static func code(for reason: RefusalReason) -> ResponseCode {
        switch reason {
        case .otherClass, .zoneTransfer: .refused
        case .pseudoType: .formatError
        case .obsoleteType: .notImplemented
        }
    }
}

/// One response while it is made.
private struct Draft {
    let configuration: ZoneConfiguration
    let question: Question
    let resolution: Resolution
    let serial: UInt32

    func positive(_ set: RecordSet) -> Response {
        var response = authoritative(.noError)
        let timeToLive = timeToLive(set.timeToLive)
        response.answer += set.data.map {
            ResourceRecord(owner: lastName, timeToLive: timeToLive, data: $0)
        }
        response.additional = set.additional.map {
            ResourceRecord(owner: $0.owner, timeToLive: timeToLive, data: RecordData(address: $0.address))
        }
        return response
    }

    /// One HINFO that says where its form comes from (RFC 8482 §4.2).
    var minimal: Response {
        var response = authoritative(.noError)
        let data = RecordData.hinfo(cpu: Array("RFC8482".utf8), os: [])
        response.answer.append(ResourceRecord(owner: lastName, timeToLive: timeToLive(nil), data: data))
        return response
    }

    /// NODATA or NXDOMAIN: the SOA tells how long to remember it (RFC 2308 §3). With aliases in front the code is that of
    /// the last name (RFC 6604 §3).
    func negative(_ code: ResponseCode, _ authority: Authority, timeToLive: UInt32) -> Response {
        var response = authoritative(code)
        let data = RecordData.soa(authority.zone.startOfAuthority(serial: serial))
        response.authority.append(ResourceRecord(owner: authority.owner, timeToLive: self.timeToLive(timeToLive), data: data))
        return response
    }

    /// A response with the aliases on the way; AA is about the first owner name (RFC 1035 §4.1.1).
    func authoritative(_ code: ResponseCode) -> Response {
        let owners = [question.name] + resolution.aliases.dropLast().map(\.target)
        let aliases = zip(owners, resolution.aliases).map { owner, alias in
            ResourceRecord(owner: owner, timeToLive: timeToLive(alias.timeToLive), data: .cname(alias.target))
        }
        return Response(code, isAuthoritative: true, answer: aliases)
    }

    private var lastName: DomainName {
        resolution.aliases.last?.target ?? question.name
    }

    private func timeToLive(_ own: UInt32?) -> UInt32 {
        resolution.dependsOnClient ? 0 : own ?? configuration.timeToLive
    }
}

extension ZoneConfiguration {
    /// How long it may be remembered that a name does not exist: not for long when it is about to (RFC 2308 §5).
    fileprivate func timeToLive(of reason: NameErrorReason) -> UInt32 {
        min(reason.passesSoon ? negativeTimeToLive.notReady : negativeTimeToLive.unknown ?? timeToLive, timeToLive)
    }
}

extension NameErrorReason {
    /// Whether the name is declared, and waits only to become ready.
    fileprivate var passesSoon: Bool {
        switch self {
        case .absentService(_, .noReadyEndpoints), .absentService(_, .noAddress), .unreadyEndpoint, .awaitsLoadBalancer: true
        case .absentService(_, .endpointsHidden), .unknownForm, .unknownNamespace, .unknownService, .unknownEndpoint, .unknownCluster,
            .unknownPort, .noTopologyZones, .belowExternalName, .notExternal, .noNodeAddress, .nothingExternal, .unknownPod, .noPodNames,
            .unknownAddress:
            false
        }
    }
}
