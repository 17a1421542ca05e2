import DNSModel
import ServiceRegistry

extension Lookup {
    /// Goes on through the client's search list from a name that does not exist. A and AAAA go the same way, which one snapshot
    /// and NXDOMAIN from upstream decide.
    func complete(
        _ name: DomainName, from client: IPAddress, by completion: SearchCompletion, otherwise nothing: Resolution
    ) -> Resolution {
        guard let list = SearchList(name, below: zones.cluster.origin, completion) else { return nothing }
        let isWalked = type == .a || type == .aaaa
        let isTheirs = snapshot.certainClientNamespace(of: client) == list.namespace
        // A cache takes NXDOMAIN of one type for all (RFC 2308 §5): it may not remember this one, where A is something else.
        let audience: Resolution.Audience = isTheirs && !isWalked ? .clientNow : .client
        let nothing = Resolution(aliases: nothing.aliases, outcome: nothing.outcome, audience: audience)
        guard isTheirs, isWalked else { return nothing }
        var unknown: [DomainName] = []
        for candidate in list.candidates where candidate != name {
            if let place = find(candidate, from: client) {
                guard place.existence.endsSearch else { continue }
                return resolution(asking: unknown, otherwise: follow(place, to: candidate, from: name))
            }
            if isOutside(candidate) { unknown.append(candidate) }
        }
        return resolution(asking: unknown, otherwise: nothing)
    }

    private func resolution(asking names: [DomainName], otherwise last: Resolution) -> Resolution {
        names.isEmpty ? last : Resolution(outcome: .search(names, otherwise: last), audience: last.audience)
    }

    /// The way from a name that was asked over one that exists: nobody may remember the first step, which other clients do not take.
    private func follow(_ place: Place, to candidate: DomainName, from name: DomainName) -> Resolution {
        var place = place
        if place.audience == .everybody { place.audience = .client }
        return follow(place, of: name, behind: [Alias(of: candidate, timeToLive: 0)])
    }
}

extension Existence {
    /// Whether a client that walks through its search list has arrived: at a name with addresses, be they of the other family, or
    /// at an alias.
    fileprivate var endsSearch: Bool {
        switch self {
        case .exists(.service(let node)): node.port == nil
        case .exists(.pod), .exists(.alias), .exists(.nameServer): true
        case .exists(.empty), .exists(.emptyTopologyZone), .exists(.apex), .exists(.schemaVersion), .exists(.address), .doesNotExist:
            false
        }
    }
}
