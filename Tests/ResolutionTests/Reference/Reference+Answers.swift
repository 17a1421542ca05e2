import DNSModel
import Resolution
import ServiceRegistry

/// One question, looked up by comparing it with every name.
extension Reference {
    func answer(to query: Query, from client: IPAddress) -> ReferenceAnswer {
        let question = query.question
        let plain = answerWithoutSearchList(query, from: client)
        guard question.recordClass == .internet, plain.code == .nameError, plain.aliases.isEmpty, plain.asked.isEmpty,
            let candidates = candidates(query, of: client)
        else { return plain }
        guard [.a, .aaaa].contains(question.type) else { return withoutTimes(plain) }
        return search(candidates, query, of: client, plain)
    }

    private func answerWithoutSearchList(_ query: Query, from client: IPAddress) -> ReferenceAnswer {
        let question = query.question
        var answer = ReferenceAnswer(owner: question.name)
        guard question.recordClass == .internet else { return refusal(answer) }
        if let zone = zone(of: question.name, for: query), !isOthers(question.name, query) {
            look(up: question.name, as: question.name, query, in: zone, &answer)
        } else if zone(of: question.name, for: query) == nil, let full = completed(question.name, question.type) {
            look(up: full, as: question.name, query, in: zones[0], &answer)
        } else if zone(of: question.name, for: query) == nil, let full = completed(question.name, question.type, forClient: client) {
            answer.dependsOnClient = true
            look(up: full, as: question.name, query, in: zones[0], &answer)
        } else if isUpstreams(question.name, query) {
            relay(question.name, query, &answer)
        } else {
            return refusal(answer)
        }
        return answer.dependsOnClient ? withoutTimes(answer) : answer
    }

    private func refusal(_ answer: ReferenceAnswer) -> ReferenceAnswer {
        var answer = answer
        answer.code = .refused
        answer.isAuthoritative = false
        return answer
    }

    /// The zone that the name lies in; of several the longest.
    func zone(of name: DomainName) -> ReferenceZone? {
        zones.filter { name.isWithin($0.origin) }.max { $0.origin.octets.count < $1.origin.octets.count }
    }

    /// The zone that answers: DS is for the zone above to say, which may be upstream's.
    func zone(of name: DomainName, for query: Query) -> ReferenceZone? {
        let zone = zone(of: name)
        guard query.question.type == .ds, name == zone?.origin else { return zone }
        let above = zones.filter { name.isWithin($0.origin) && name != $0.origin }
        return above.isEmpty && !(query.recursionDesired && mayAskUpstream(name)) ? zone : above.first
    }

    private func look(
        up name: DomainName, as asked: DomainName, _ query: Query, in zone: ReferenceZone, _ answer: inout ReferenceAnswer
    ) {
        let type = query.question.type
        let key = name.key
        let found = records(at: name, key, in: zone)
        answer.owner = asked
        if case .cname(let target)? = found.first?.data, type != .cname, type != .any {
            return follow(target, asked, query, timeToLive: found[0].timeToLive, &answer)
        }
        answer.records = type == .any ? anyRecords(found) : found.filter { $0.data.type == type }
        answer.additional = answer.records.flatMap { addresses(of: $0) }
        answer.records = withoutRepetition(answer.records)
        guard answer.records.isEmpty else { return }
        let exists = !found.isEmpty || zone.exists(key) || hasNameWithoutRecord(name, in: zone)
        answer.code = exists ? .noError : .nameError
        let time = exists ? world.timeToLive : negativeTimeToLive(key, in: zone)
        answer.authority = [ResourceRecord(owner: asked == name ? zone.origin : asked, timeToLive: time, data: .soa(zone.authority))]
    }

    private func anyRecords(_ found: [ReferenceRecord]) -> [ReferenceRecord] {
        guard let first = found.first, first.data.type != .cname else { return found }
        return [ReferenceRecord(owner: first.owner, data: .hinfo(cpu: Array("RFC8482".utf8), os: []), timeToLive: world.timeToLive)]
    }

    func follow(
        _ target: DomainName, _ owner: DomainName, _ query: Query, timeToLive: UInt32, _ answer: inout ReferenceAnswer
    ) {
        guard answer.aliases.count < 10 + (answer.isSearched ? 1 : 0) else { return }
        let seen = answer.aliases.map(\.owner) + [owner]
        answer.aliases.append(ResourceRecord(owner: owner, timeToLive: timeToLive, data: .cname(target)))
        guard !seen.contains(target) else { return }
        if let zone = zone(of: target, for: query), !isOthers(target, query) {
            look(up: target, as: target, query, in: zone, &answer)
        } else if zone(of: target, for: query) == nil, let full = completed(target, query.question.type) {
            look(up: full, as: target, query, in: zones[0], &answer)
        } else if isUpstreams(target, query) {
            relay(target, query, &answer)
        }
    }

    private func negativeTimeToLive(_ key: String, in zone: ReferenceZone) -> UInt32 {
        zone.isAwaited(key)
            ? min(world.negativeTimeToLive.notReady, world.timeToLive) : world.negativeTimeToLive.unknown ?? world.timeToLive
    }

    /// Endpoints that share a hostname and a port have one record: that of the lowest address.
    private func withoutRepetition(_ records: [ReferenceRecord]) -> [ReferenceRecord] {
        var once: [ReferenceRecord] = []
        for record in records.sorted(by: { isLower($0.address, $1.address) }) {
            if !once.contains(where: { isTwin($0.data, record.data) }) { once.append(record) }
        }
        return once
    }

    private func isLower(_ left: IPAddress?, _ right: IPAddress?) -> Bool {
        guard let left, let right else { return false }
        return left < right
    }

    private func isTwin(_ left: RecordData, _ right: RecordData) -> Bool {
        guard case .srv(let left) = left, case .srv(let right) = right else { return left == right }
        return left.target == right.target && left.port == right.port
    }

    /// The address of the endpoint that a record names; else those of what it points to, where one of the zones has them.
    private func addresses(of record: ReferenceRecord) -> [ResourceRecord] {
        guard let target = record.target, let zone = zone(of: target) else { return [] }
        if let address = record.address {
            return [ResourceRecord(owner: target, timeToLive: record.timeToLive, data: RecordData(address: address))]
        }
        let key = target.key
        // The host name of a load balancer is somebody else's, wherever it lies.
        guard record.data.type == .ns || record.owner.hasSuffix(key) else { return [] }
        return zone.records.filter { $0.owner == key && ($0.data.type == .a || $0.data.type == .aaaa) }
            .map { ResourceRecord(owner: target, timeToLive: $0.timeToLive, data: $0.data) }
    }

    private func withoutTimes(_ answer: ReferenceAnswer) -> ReferenceAnswer {
        func timeless(_ record: ResourceRecord) -> ResourceRecord {
            ResourceRecord(owner: record.owner, timeToLive: 0, data: record.data)
        }
        var answer = answer
        answer.aliases = answer.aliases.map(timeless)
        answer.authority = answer.authority.map(timeless)
        answer.additional = answer.additional.map(timeless)
        for index in answer.records.indices { answer.records[index].timeToLive = 0 }
        return answer
    }
}
