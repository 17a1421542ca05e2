import DNSModel
import Resolution
import ServiceRegistry
import TestSupport

/// Names that are asked upstream, and clients' search lists.
extension Reference {
    /// Whether a name that is neither a Service's short name nor in a zone, or one in a reverse zone, is upstream's for this query.
    func isUpstreams(_ name: DomainName, _ query: Query) -> Bool {
        query.recursionDesired && isOthers(name, query)
    }

    /// Whether it is for upstream to know it, asked or not. The apex of a reverse zone is ours where nobody is asked.
    func isOthers(_ name: DomainName, _ query: Query) -> Bool {
        guard let zone = zone(of: name, for: query) else { return mayAskUpstream(name) }
        guard case .reverse = zone.view, !zone.owners.contains(name.key) || query.recursionDesired && name == zone.origin else {
            return false
        }
        return isStub(name) || mayAskUpstream(name) && !ownReverseZones.contains { name.isWithin($0) }
    }

    /// Whether there is anybody to ask for a name that is in no zone.
    func mayAskUpstream(_ name: DomainName) -> Bool {
        isStub(name) || world.outside?.coversEverything == true
    }

    private func isStub(_ name: DomainName) -> Bool {
        world.outside?.stubZones.contains { name.isWithin($0) } == true
    }

    /// The apexes of all reverse zones that no stub zone takes away.
    private var ownReverseZones: [DomainName] {
        let texts =
            ["0", "10", "127", "168.192", "254.169", "2.0.192", "100.51.198", "113.0.203", "255.255.255.255"].map { "\($0).in-addr.arpa" }
            + (16...31).map { "\($0).172.in-addr.arpa" } + (64...127).map { "\($0).100.in-addr.arpa" }
            + ["8.e.f", "9.e.f", "a.e.f", "b.e.f", "d.f", "8.b.d.0.1.0.0.2"].map { "\($0).ip6.arpa" }
            + ["0.", "1."].map { $0 + String(repeating: "0.", count: 31) + "ip6.arpa" }
        return texts.compactMap { DomainName($0) } + (world.outside?.ownRanges ?? []).flatMap(Self.reverseZones)
    }

    /// The largest reverse zones whose addresses all lie in a range.
    private static func reverseZones(of range: AddressPrefix) -> [DomainName] {
        let step = range.family == .ipv4 ? 8 : 4
        let known = (range.length + step - 1) / step
        let whole = reverseName(range.base).labels
        let parent = Array(whole.suffix(known - 1 + 2))
        return (0..<(1 << step)).compactMap { value in
            let label = Label(range.family == .ipv4 ? String(value) : String(value, radix: 16))
            let bits = known * step - range.length
            let first = whole[whole.count - known - 2].description
            let base = Int(first, radix: range.family == .ipv4 ? 10 : 16) ?? 0
            return value >> bits == base >> bits ? label.flatMap { DomainName([$0] + parent) } : nil
        }
    }

    /// Asks upstream for the last name of a way.
    func relay(_ name: DomainName, _ query: Query, _ answer: inout ReferenceAnswer) {
        answer.asked.append(name)
        let type = query.question.type
        let isOurs = !answer.aliases.isEmpty
        answer.isAuthoritative = isOurs
        switch world.upstream[name]?.outcome(for: Question(name: name, type: type)) ?? UpstreamName.unknown {
        case .failure(let error):
            answer.error = error.code
            answer.code = isOurs ? .noError : .serverFailure
        case .answer(let given, let error):
            if case .bogus = given.validation, !query.checkingDisabled {
                answer.error = .bogus
                answer.code = isOurs ? .noError : .serverFailure
                return
            }
            let wants = query.extensions?.dnssecOK ?? false
            answer.error = error?.code
            answer.code = given.responseCode
            answer.relayed = given.answer.filter { wants || $0.data.type.rawValue != 46 || type == .any }
            answer.relayedAuthority = given.authority.filter { wants || ![46, 47].contains($0.data.type.rawValue) }
            let isOursAbove = zone(of: name).map { !$0.isReverse } ?? false
            if isOursAbove, given.responseCode == .nameError {
                answer.code = .noError
                answer.relayedAuthority = given.authority.filter { $0.data.type == .soa }
            }
            let isSecure = given.validation == .secure && error == nil && !(isOursAbove && given.responseCode == .nameError)
            answer.isAuthentic = isSecure && !isOurs && (wants || query.understandsAuthentic)
        }
    }

    /// What else a client's search list makes of a name; nil where this client has none.
    func candidates(_ query: Query, of client: IPAddress) -> [DomainName]? {
        guard let completion = world.searchCompletion, query.recursionDesired else { return nil }
        let pods = world.objects.pods.filter { !$0.hasEnded && $0.addresses.contains(client) }
        let isHost =
            pods.contains(where: \.usesHostNetwork)
            || world.objects.nodes.contains { ($0.internalAddresses + $0.externalAddresses).contains(client) }
        let (name, zone) = (query.question.name.key, world.clusterDomain.key)
        guard pods.count == 1, !isHost, name.hasSuffix(".\(pods[0].namespace).svc.\(zone)") else { return nil }
        let front = name.dropLast("\(pods[0].namespace).svc.\(zone)".count)
        let domains = ["svc.\(zone)", zone] + completion.domains.map(\.key) + [""]
        return domains.compactMap { DomainName(front + $0) }.filter { $0 != query.question.name }
    }

    /// The first name that exists, behind an alias; else what there is without a search list.
    func search(_ candidates: [DomainName], _ query: Query, of client: IPAddress, _ plain: ReferenceAnswer) -> ReferenceAnswer {
        var asked: [DomainName] = []
        for candidate in candidates {
            var answer = ReferenceAnswer(owner: query.question.name)
            answer.isSearched = true
            if hasAddress(candidate, query) {
                follow(candidate, query.question.name, query, timeToLive: 0, &answer)
                if !asked.isEmpty, answer.asked.isEmpty { answer.error = reason(of: answer, query) }
                answer.asked = asked + answer.asked
                return answer
            }
            guard isElsewhere(candidate, client), isUpstreams(candidate, query) else { continue }
            asked.append(candidate)
            let outcome = world.upstream[candidate]?.outcome(for: Question(name: candidate, type: .a)) ?? UpstreamName.unknown
            if case .answer(let given, _) = outcome, given.responseCode == .nameError {
                // The other family.
                asked.append(candidate)
                continue
            }
            follow(candidate, query.question.name, query, timeToLive: 0, &answer)
            if [.noReachableAuthority, .bogus].contains(answer.error) {
                answer.aliases = []
                answer.code = .serverFailure
                answer.isAuthoritative = false
            }
            answer.asked = asked
            return answer
        }
        var answer = plain
        answer.isSearched = true
        answer.asked = asked
        if !asked.isEmpty { answer.error = reason(of: plain, query) }
        return answer
    }

    /// Neither a name in a zone nor a Service's short one.
    private func isElsewhere(_ name: DomainName, _ client: IPAddress) -> Bool {
        zone(of: name).map(\.isReverse) ?? (completed(name, .a) == nil && completed(name, .a, forClient: client) == nil)
    }

    private func hasAddress(_ name: DomainName, _ query: Query) -> Bool {
        let short = zone(of: name) == nil ? completed(name, .a) : nil
        guard let zone = short == nil ? zone(of: name) : zones[0] else { return false }
        let full = short ?? name
        return records(at: full, full.key, in: zone).contains { [.a, .aaaa, .cname].contains($0.data.type) }
    }

    private func reason(of answer: ReferenceAnswer, _ query: Query) -> ExtendedDNSError.Code? {
        query.extensions != nil && !answer.authority.isEmpty ? .other : nil
    }
}
