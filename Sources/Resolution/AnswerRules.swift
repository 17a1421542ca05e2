package import DNSModel
import ServiceRegistry

/// Makes the response that a resolution deserves.
package struct AnswerRules: Sendable {
    let configuration: ZoneConfiguration

    /// The rules of these zones.
    package init(_ configuration: ZoneConfiguration) {
        self.configuration = configuration
    }

    /// The response to a question, with the serial of the snapshot that the resolution was made in. Where upstream would have to be
    /// asked (`step(for:_:serial:)`), it is what can be said without.
    package func response(to question: Question, _ resolution: Resolution, serial: UInt32) -> Response {
        let draft = draft(of: question, resolution)
        switch resolution.outcome {
        case .records(let set): return draft.positive(set)
        case .anyRecords: return draft.minimal
        case .aliasOnly: return draft.authoritative(.noError)
        case .noData(_, let authority): return draft.negative(.noError, authority, serial: serial, timeToLive: configuration.timeToLive)
        case .nameError(let reason, let authority):
            return draft.negative(.nameError, authority, serial: serial, timeToLive: configuration.timeToLive(of: reason))
        case .outside where !resolution.aliases.isEmpty: return draft.authoritative(.noError)
        case .search(_, let otherwise): return response(to: question, otherwise, serial: serial)
        case .outside, .outOfZone, .unknownShortName: return response(.refused)
        case .refused(let reason): return response(Self.code(for: reason))
        }
    }

    /// The beginning of the response to a question.
    func draft(of question: Question, _ resolution: Resolution) -> Draft {
        Draft(
            name: question.name, aliases: resolution.aliases,
            timeToLive: resolution.audience == .clientNow ? nil : configuration.timeToLive,
            recursionAvailable: configuration.resolvesOutside)
    }

    /// A response of nothing but a code.
    package func response(_ code: ResponseCode, _ error: ExtendedDNSError? = nil) -> Response {
        Response(code, recursionAvailable: configuration.resolvesOutside, extendedError: error)
    }
}

extension AnswerRules {
    /// A question that nobody can answer is the client's error, never silence (RFC 8906 §3.1.2).
    private static func code(for reason: RefusalReason) -> ResponseCode {
        switch reason {
        case .otherClass, .zoneTransfer: .refused
        case .pseudoType: .formatError
        case .obsoleteType, .unknownMetaType: .notImplemented
        }
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
