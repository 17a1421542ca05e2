package import DNSModel
package import ServiceRegistry

/// Finds what a question leads to, in one snapshot; it knows no clock, socket or lock.
package struct Resolver: Sendable {
    private let zones: ZoneTable

    /// The most aliases that are followed for one question.
    package static let maximumAliases = 10

    /// A resolver of these zones.
    package init(_ configuration: ZoneConfiguration) {
        zones = ZoneTable(configuration)
    }

    /// What this question of this client leads to; of many records, those in the window.
    ///
    /// - Parameter recursionDesired: false for a client that asks about this server alone: nothing is asked upstream, and the client
    ///   has no search list.
    package func resolve(
        _ question: Question, from client: IPAddress, in snapshot: RegistrySnapshot, window: AnswerWindow, recursionDesired: Bool = true
    ) -> Resolution {
        if let version = version(for: question, of: client) { return version }
        if let reason = RefusalReason(question) { return Resolution(outcome: .refused(reason)) }
        let lookup = Lookup(
            zones: zones, snapshot: snapshot, type: question.type, window: window, recursionDesired: recursionDesired)
        return lookup.resolve(question.name, from: client)
    }

    /// What the server says of itself, to who asks from the same machine (RFC 4892 §2).
    private func version(for question: Question, of client: IPAddress) -> Resolution? {
        guard question.recordClass == .chaos, question.type == .txt, client.isLoopback, question.name == "version.svcdns" else {
            return nil
        }
        return Resolution(outcome: .records(RecordSet([.txt([Array(zones.configuration.serverVersion.utf8)])], timeToLive: 0)))
    }
}

extension RefusalReason {
    /// Why this question is not looked up at all; nil when it is.
    fileprivate init?(_ question: Question) {
        switch question.type {
        case RecordType(rawValue: 0), .opt, .nxname, .tkey, .tsig: self = .pseudoType
        case .mailb, .maila: self = .obsoleteType
        case _ where question.type.isUndefinedMeta: self = .unknownMetaType
        case _ where question.recordClass != .internet: self = .otherClass
        case .axfr, .ixfr: self = .zoneTransfer
        case _: return nil
        }
    }
}
