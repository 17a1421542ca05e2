import DNSModel
import Resolution
import ServiceRegistry

/// A response beside what the reference answers: each difference in words.
struct Comparison {
    let query: Query
    let response: Response
    /// The names that upstream was asked for.
    let asked: [DomainName]
    let expected: ReferenceAnswer
    /// Whether there is an upstream.
    let isRecursive: Bool

    private var question: Question {
        query.question
    }

    var differences: [String] {
        var told: [String] = []
        func expect(_ holds: Bool, _ what: @autoclosure () -> String) {
            if !holds { told.append(what()) }
        }
        expect(response.responseCode == expected.code, "the code is \(response.responseCode), not \(expected.code)")
        expect(response.isAuthoritative == expected.isAuthoritative, "AA is \(response.isAuthoritative)")
        expect(response.recursionAvailable == isRecursive, "RA is \(response.recursionAvailable)")
        expect(response.isAuthentic == expected.isAuthentic, "AD is \(response.isAuthentic)")
        expect(asked == expected.asked, "\(asked) are asked, not \(expected.asked)")
        expect(response.extendedError?.code == expected.error, "the error is \(String(describing: response.extendedError))")
        let aliases = Array(response.answer.prefix(expected.aliases.count))
        expect(aliases == expected.aliases, "the aliases are \(lines(aliases)), not \(lines(expected.aliases))")
        expect(response.answer.first.map { $0.owner.octets == question.name.octets } ?? true, "the question's spelling is lost")
        let authority = expected.authority + expected.relayedAuthority
        expect(response.authority == authority, "the authority is \(lines(response.authority)), not \(lines(authority))")
        let records = Array(response.answer.dropFirst(expected.aliases.count))
        if !expected.relayed.isEmpty {
            expect(records == expected.relayed, "from upstream are \(lines(records)), not \(lines(expected.relayed))")
            return told
        }
        if isLimited { return told + limitedDifferences(records) }
        let whole = weighted(expected.records)
        let isOrdered = question.type == .ptr && expected.aliases.isEmpty
        expect(isOrdered ? records == whole : isSet(records, whole), "the records are \(lines(records)), not \(lines(whole))")
        let additional = withoutRepetition(expected.additional)
        expect(isSet(response.additional, additional), "beside them are \(lines(response.additional)), not \(lines(additional))")
        return told
    }

    /// Whether one is the other in any order.
    private func isSet(_ records: [ResourceRecord], _ wanted: [ResourceRecord]) -> Bool {
        records.count == wanted.count && wanted.allSatisfy(records.contains)
    }

    private func withoutRepetition(_ records: [ResourceRecord]) -> [ResourceRecord] {
        records.reduce(into: []) { once, record in
            if !once.contains(record) { once.append(record) }
        }
    }

    /// Whether `svcdns/max-answers` leaves some endpoint out.
    private var isLimited: Bool {
        guard let limit = expected.records.lazy.compactMap(\.limit).min() else { return false }
        return expected.records.count > limit
    }

    /// Any of the records, as many as the limit lets through; and what belongs to them.
    private func limitedDifferences(_ records: [ResourceRecord]) -> [String] {
        let limit = expected.records.compactMap(\.limit).min() ?? 0
        var told: [String] = []
        let counted = expected.records.map { record in
            var record = record
            if record.sharesWeight { record.data = Self.weighted(record.data, UInt16(clamping: max(1, 100 / max(1, records.count)))) }
            return ResourceRecord(owner: expected.owner, timeToLive: record.timeToLive, data: record.data)
        }
        let strangers = Set(lines(records)).subtracting(lines(counted))
        if !strangers.isEmpty { told.append("\(strangers.sorted()) are not among \(lines(counted).sorted())") }
        if Set(lines(records)).count != records.count { told.append("a record comes twice: \(lines(records))") }
        let targets = Set(records.compactMap(Self.target))
        let possible = Set(expected.records.compactMap(\.target))
        let most = targets.isEmpty ? limit : min(limit, possible.count)
        let units = targets.isEmpty ? records.count : targets.count
        let fits = targets.isEmpty ? units == most : (1...most).contains(units)
        if !fits { told.append("\(units) of at most \(limit) endpoints: \(lines(records))") }
        let beside = lines(expected.additional.filter { targets.contains($0.owner) })
        let missing = targets.filter { target in !response.additional.contains { $0.owner == target } }
        if !Set(lines(response.additional)).isSubset(of: beside) || !missing.isEmpty {
            told.append("beside them are \(lines(response.additional)), of \(beside)")
        }
        return told
    }

    private static func target(_ record: ResourceRecord) -> DomainName? {
        guard case .srv(let location) = record.data else { return nil }
        return location.target
    }

    private func weighted(_ records: [ReferenceRecord]) -> [ResourceRecord] {
        let share = UInt16(clamping: max(1, 100 / max(1, records.count)))
        return records.map { record in
            let data = record.sharesWeight ? Self.weighted(record.data, share) : record.data
            return ResourceRecord(owner: expected.owner, timeToLive: record.timeToLive, data: data)
        }
    }

    private static func weighted(_ data: RecordData, _ weight: UInt16) -> RecordData {
        guard case .srv(let location) = data else { return data }
        return .srv(ServiceLocation(priority: location.priority, weight: weight, port: location.port, target: location.target))
    }

    /// Names compare without case: they are written in lower case.
    private func lines(_ records: some Sequence<ResourceRecord>) -> [String] {
        records.map { "\($0.owner.key) \($0.timeToLive) \(Self.text($0.data))" }
    }

    private static func text(_ data: RecordData) -> String {
        switch data {
        case .a(let address): "A \(address)"
        case .aaaa(let address): "AAAA \(address)"
        case .cname(let name): "CNAME \(name.key)"
        case .ns(let name): "NS \(name.key)"
        case .ptr(let name): "PTR \(name.key)"
        case .srv(let location): "SRV \(location.priority) \(location.weight) \(location.port) \(location.target.key)"
        case .txt(let strings): "TXT \(strings)"
        case .soa(let soa):
            "SOA \(soa.primaryServer.key) \(soa.mailbox.key) \(soa.serial) \(soa.refresh) \(soa.retry) \(soa.expire) \(soa.minimum)"
        case .hinfo(let cpu, let os): "HINFO \(cpu) \(os)"
        case .other(let type, let octets): "\(type) \(octets)"
        }
    }
}
