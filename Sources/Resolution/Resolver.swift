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
    package func resolve(
        _ question: Question, from client: IPAddress, in snapshot: RegistrySnapshot, window: AnswerWindow
    ) -> Resolution {
        if let version = version(for: question, of: client) { return version }
        if let reason = RefusalReason(question) { return Resolution(outcome: .refused(reason)) }
        let search = Search(zones: zones, snapshot: snapshot, type: question.type, window: window)
        return search.follow(question.name, from: client)
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
        case _ where question.recordClass != .internet: self = .otherClass
        case RecordType(rawValue: 0), .opt, .tkey, .tsig: self = .pseudoType
        case .mailb, .maila: self = .obsoleteType
        case .axfr, .ixfr: self = .zoneTransfer
        case _: return nil
        }
    }
}

/// The way of one question through one snapshot.
private struct Search {
    let zones: ZoneTable
    let snapshot: RegistrySnapshot
    let type: RecordType
    let window: AnswerWindow

    /// A name, found: where, and who is the authority when something is missing.
    private struct Place {
        let existence: Existence
        let authority: Authority
        var dependsOnClient = false

        /// What the question leads to when it began here.
        func resolution(_ outcome: Resolution.Outcome, behind aliases: [Alias]) -> Resolution {
            Resolution(aliases: aliases, outcome: outcome, dependsOnClient: dependsOnClient)
        }
    }

    /// Follows aliases from the question's name to something else than an alias (RFC 1034 §3.6.2).
    func follow(_ name: DomainName, from client: IPAddress) -> Resolution {
        guard let first = find(name, from: client) else { return outOfZone(name, from: client) }
        var place = first
        var aliases: [Alias] = []
        while case .exists(.alias(let alias)) = place.existence {
            if aliases.count == Resolver.maximumAliases { return first.resolution(.aliasOnly(.tooLong), behind: aliases) }
            let target = alias.target
            let isKnown = target == name || aliases.contains { $0.target == target }
            aliases.append(alias)
            if type == .cname || type == .any { return first.resolution(.aliasOnly(.askedFor), behind: aliases) }
            if isKnown { return first.resolution(.aliasOnly(.loop), behind: aliases) }
            guard let next = find(target, from: nil) else {
                return first.resolution(.aliasOnly(.outOfZone), behind: aliases)
            }
            place = next
        }
        return first.resolution(outcome(at: place), behind: aliases)
    }

    private func outcome(at place: Place) -> Resolution.Outcome {
        switch place.existence {
        case .doesNotExist(let reason): return .nameError(reason, authority: place.authority)
        case .exists(.empty): return .noData(.emptyNonTerminal, authority: place.authority)
        case .exists(.emptyTopologyZone(let zone)): return .noData(.emptyTopologyZone(zone), authority: place.authority)
        case .exists(let node):
            if type == .any { return .anyRecords }
            let records = NodeRecords(
                nameServerAddresses: zones.configuration.nameServerAddresses, zone: place.authority.zone, serial: snapshot.serial,
                window: window)
            if let found = records.records(of: type, at: node) { return .records(found) }
            return .noData(records.reason(for: type, at: node), authority: place.authority)
        }
    }

    private func find(_ name: DomainName, from client: IPAddress?) -> Place? {
        for zone in zones.all {
            guard let labels = name.labels(below: zone.origin) else { continue }
            var existence = existence(of: labels, in: zone)
            if case .doesNotExist = existence, zone.isAboveNested(name) { existence = .exists(.empty) }
            return Place(existence: existence, authority: Authority(zone))
        }
        return findShort(name, from: client)
    }

    private func existence(of labels: [Label], in zone: ServedZone) -> Existence {
        switch zone.view {
        case .cluster: cluster.find(ServiceName(labels))
        case .multicluster: MulticlusterZone(snapshot: snapshot).find(ServiceName(labels))
        case .external(let rules): ExternalZone(snapshot: snapshot, rules: rules).find(ExternalServiceName(labels))
        case .reverse(.ipv4): reverse.find(ReverseName(ipv4: labels))
        case .reverse(.ipv6): reverse.find(ReverseName(ipv6: labels))
        }
    }

    /// A short name is a zone of its own: its negative answers have an SOA with the name that was asked.
    private func findShort(_ name: DomainName, from client: IPAddress?) -> Place? {
        guard let rules = zones.configuration.shortNames else { return nil }
        let labels = name.labels
        let home = home(of: client, completing: labels, rules)
        guard let short = ShortName(labels, type: type, clientNamespace: home, in: snapshot) else { return nil }
        return Place(
            existence: cluster.find(short.name), authority: Authority(zones.cluster, owner: name), dependsOnClient: short.dependsOnClient)
    }

    /// The namespace of a client, which is looked up only for a single label.
    private func home(of client: IPAddress?, completing labels: [Label], _ rules: ShortNameRules) -> Label? {
        labels.count == 1 ? client.map { snapshot.clientNamespace(of: $0) ?? rules.namespace(of: $0) } : nil
    }

    /// A name of nobody here, which may be a short one misspelt.
    private func outOfZone(_ name: DomainName, from client: IPAddress) -> Resolution {
        let labels = name.labels
        guard let rules = zones.configuration.shortNames,
            let service = ShortName.missing(
                labels, type: type, clientNamespace: home(of: client, completing: labels, rules), in: snapshot)
        else { return Resolution(outcome: .outOfZone) }
        return Resolution(outcome: .unknownShortName(service, in: zones.cluster), dependsOnClient: labels.count == 1)
    }

    private var cluster: ClusterZone {
        ClusterZone(
            snapshot: snapshot, podNames: zones.configuration.podNames, hasZoneAwareNames: zones.configuration.hasZoneAwareNames)
    }

    private var reverse: ReverseZone {
        ReverseZone(snapshot: snapshot, zones: zones, limit: window.limit)
    }
}
