import DNSModel

/// How many answers of each kind were compared, so that the generator cannot go blind.
struct Tally {
    private(set) var counts: [String: Int] = [:]
    private(set) var pairs = 0

    mutating func count(_ question: Question, _ answer: ReferenceAnswer, in reference: Reference) {
        pairs += 1
        let kind = Self.kind(answer)
        counts["\(Self.view(question, answer, in: reference)) \(kind)", default: 0] += 1
        if !answer.asked.isEmpty { counts["upstream \(kind)", default: 0] += 1 }
        if !answer.asked.isEmpty, !answer.aliases.isEmpty { counts["alias then upstream \(kind)", default: 0] += 1 }
        if answer.isSearched { counts["search \(answer.asked.isEmpty ? "" : "upstream ")\(kind)", default: 0] += 1 }
        if answer.isAuthentic { counts["AD", default: 0] += 1 }
        if let error = answer.error { counts["error \(error)", default: 0] += 1 }
        if !answer.aliases.isEmpty { counts["alias then \(kind)", default: 0] += 1 }
        if answer.records.contains(where: { $0.limit != nil }) { counts["limited", default: 0] += 1 }
        if answer.authority.first.map({ $0.timeToLive != reference.world.timeToLive }) ?? false {
            counts["other negative TTL", default: 0] += 1
        }
        for type in Set(answer.records.map(\.data.type)) { counts["\(type)", default: 0] += 1 }
    }

    mutating func add(_ other: Tally) {
        pairs += other.pairs
        counts.merge(other.counts, uniquingKeysWith: +)
    }

    private static func kind(_ answer: ReferenceAnswer) -> String {
        switch answer.code {
        case .noError:
            switch (answer.records.isEmpty && answer.relayed.isEmpty, answer.authority.isEmpty && answer.relayedAuthority.isEmpty) {
            case (false, _): "records"
            case (true, false): "NODATA"
            case (true, true): "bare"
            }
        default: answer.code.description
        }
    }

    private static func view(_ question: Question, _ answer: ReferenceAnswer, in reference: Reference) -> String {
        guard let zone = reference.zone(of: question.name), answer.asked != [question.name] else {
            return answer.dependsOnClient ? "client's" : "short"
        }
        switch zone.view {
        case .cluster: return clusterView(question.name.labels)
        case .multicluster: return "multicluster"
        case .external: return "external"
        case .reverse: return "reverse"
        }
    }

    private static func clusterView(_ labels: [Label]) -> String {
        if labels.contains("pod") { return "pod" }
        return labels.contains("_zone") ? "zone-aware" : "cluster"
    }
}
