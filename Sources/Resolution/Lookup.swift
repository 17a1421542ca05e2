import DNSModel
import ServiceRegistry

/// The way of one question through one snapshot.
struct Lookup {
    let zones: ZoneTable
    let snapshot: RegistrySnapshot
    let type: RecordType
    let window: AnswerWindow
    /// Whether names that are upstream's are asked there, and those of the client's search list gone on with.
    let recursionDesired: Bool

    /// A name, found: where, and who is the authority when something is missing.
    struct Place {
        let existence: Existence
        let authority: Authority
        var audience = Resolution.Audience.everybody
    }

    /// What a client's question for this name leads to.
    func resolve(_ name: DomainName, from client: IPAddress) -> Resolution {
        guard let place = find(name, from: client) else { return elsewhere(name, from: client) }
        guard recursionDesired, case .doesNotExist = place.existence, let completion = zones.configuration.searchCompletion
        else { return follow(place, of: name) }
        return complete(name, from: client, by: completion, otherwise: follow(place, of: name))
    }

    /// What a name leads to where it is; most names are no aliases.
    private func follow(_ place: Place, of name: DomainName) -> Resolution {
        if case .exists(.alias) = place.existence { return follow(place, of: name, behind: []) }
        return Resolution(outcome: outcome(at: place), audience: place.audience)
    }

    /// Follows aliases from a name to something else than an alias (RFC 1034 §3.6.2).
    ///
    /// - Parameter lead: the alias that led to the name in the first place, made for this answer; or none.
    func follow(_ first: Place, of name: DomainName, behind lead: [Alias]) -> Resolution {
        var place = first
        var aliases = lead
        func end(_ outcome: Resolution.Outcome) -> Resolution {
            Resolution(aliases: aliases, outcome: outcome, audience: first.audience)
        }
        let limit = Resolver.maximumAliases + aliases.count
        while case .exists(.alias(let alias)) = place.existence {
            if aliases.count == limit { return end(.aliasOnly(.tooLong)) }
            let target = alias.target
            let isKnown = target == name || aliases.contains { $0.target == target }
            aliases.append(alias)
            if type == .cname || type == .any { return end(.aliasOnly(.askedFor)) }
            if isKnown { return end(.aliasOnly(.loop)) }
            guard let next = find(target, from: nil) else {
                return end(isOutside(target) ? .outside : .aliasOnly(.outOfZone))
            }
            place = next
        }
        return end(outcome(at: place))
    }

    private func outcome(at place: Place) -> Resolution.Outcome {
        switch place.existence {
        case .doesNotExist(let reason): return .nameError(reason, authority: place.authority)
        case .exists(.empty): return .noData(.emptyNonTerminal, authority: place.authority)
        case .exists(.emptyTopologyZone(let zone)): return .noData(.emptyTopologyZone(zone), authority: place.authority)
        case .exists(let node):
            if type == .any { return .anyRecords }
            let records = NodeRecords(zones: zones, zone: place.authority.zone, serial: snapshot.serial, window: window)
            if let found = records.records(of: type, at: node) { return .records(found) }
            return .noData(records.reason(for: type, at: node), authority: place.authority)
        }
    }
}

extension Lookup {
    /// Where a name is: in the longest zone that it lies in, or, short, below the cluster's. nil for a name of somebody else.
    ///
    /// - Parameter client: whose namespace completes a single label; nil: nobody's.
    func find(_ name: DomainName, from client: IPAddress?) -> Place? {
        for zone in zones.all {
            guard let labels = name.labels(below: zone.origin), !labels.isEmpty || !isParents(name) else { continue }
            guard var existence = existence(of: labels, in: zone, name) else { return nil }
            if case .doesNotExist = existence, zone.isAboveNested(name) { existence = .exists(.empty) }
            return Place(existence: existence, authority: Authority(zone))
        }
        return findShort(name, from: client)
    }

    /// Whether the question is for what the zone above says of a zone of this name, here or upstream (RFC 4035 §2.4, §3.1.4.1).
    private func isParents(_ origin: DomainName) -> Bool {
        type == .ds && (isOutside(origin) || zones.all.contains { $0.origin != origin && origin.isWithin($0.origin) })
    }

    /// nil for a name that is not the zone's after all.
    private func existence(of labels: [Label], in zone: ServedZone, _ name: DomainName) -> Existence? {
        switch zone.view {
        case .cluster: cluster.find(ServiceName(labels))
        case .multicluster: MulticlusterZone(snapshot: snapshot).find(ServiceName(labels))
        case .external(let rules): ExternalZone(snapshot: snapshot, rules: rules).find(ExternalServiceName(labels))
        case .reverse(.ipv4): find(ReverseName(ipv4: labels), spelled: name)
        case .reverse(.ipv6): find(ReverseName(ipv6: labels), spelled: name)
        }
    }

    /// A reverse name; nil for one that upstream has, which is never that of a known address (design rule 8).
    private func find(_ name: ReverseName, spelled whole: DomainName) -> Existence? {
        let existence = ReverseZone(snapshot: snapshot, zones: zones, limit: window.limit).find(name)
        if case .exists(.address) = existence { return existence }
        // Secondaries look for the SOA of what they transfer.
        if case .exists(.apex) = existence, !recursionDesired { return existence }
        return outside?.covers(whole, from: name.first, through: name.last) == true ? nil : existence
    }

    /// Which names are upstream's; nil: none.
    private var outside: OutsideRules? {
        zones.configuration.outside
    }

    private var cluster: ClusterZone {
        ClusterZone(
            snapshot: snapshot, podNames: zones.configuration.podNames, hasZoneAwareNames: zones.configuration.hasZoneAwareNames)
    }

    /// A short name is a zone of its own: its negative answers have an SOA with the name that was asked.
    private func findShort(_ name: DomainName, from client: IPAddress?) -> Place? {
        guard let rules = zones.configuration.shortNames else { return nil }
        let labels = name.labels
        let home = home(of: client, completing: labels, rules)
        guard let short = ShortName(labels, type: type, clientNamespace: home, in: snapshot) else { return nil }
        return Place(
            existence: cluster.find(short.name), authority: Authority(zones.cluster, owner: name),
            audience: short.dependsOnClient ? .clientNow : .everybody)
    }

    /// The namespace of a client, which is looked up only for a single label.
    private func home(of client: IPAddress?, completing labels: [Label], _ rules: ShortNameRules) -> Label? {
        labels.count == 1 ? client.map { snapshot.clientNamespace(of: $0) ?? rules.namespace(of: $0) } : nil
    }
}

extension Lookup {
    /// A name of nobody here: it is asked upstream or refused. A single label may be a Service's where another client is.
    private func elsewhere(_ name: DomainName, from client: IPAddress) -> Resolution {
        let labels = name.labels
        let audience: Resolution.Audience = labels.count == 1 && zones.configuration.shortNames != nil ? .client : .everybody
        return Resolution(outcome: isOutside(name) ? .outside : refusal(of: labels, from: client), audience: audience)
    }

    /// Whether a name of nobody here is asked upstream.
    func isOutside(_ name: DomainName) -> Bool {
        recursionDesired && outside?.covers(name) ?? false
    }

    /// A refused name may be a short one misspelt.
    private func refusal(of labels: [Label], from client: IPAddress) -> Resolution.Outcome {
        guard let rules = zones.configuration.shortNames,
            let service = ShortName.missing(
                labels, type: type, clientNamespace: home(of: client, completing: labels, rules), in: snapshot)
        else { return .outOfZone }
        return .unknownShortName(service, in: zones.cluster)
    }
}
