import DNSModel

/// The records of a scripted server, and what it answers from them.
struct FakeZone: Sendable {
    private static let maximumAliases = 16
    private let records: [LdnsRecord]

    init(_ lines: [String]) throws {
        records = try lines.map(LdnsRecord.init)
    }

    /// The whole answer to a question: aliases are followed, what is not there is NXDOMAIN or NODATA with the SOA above it.
    func answer(to question: Question) -> FakeAnswer {
        var answer = FakeAnswer()
        var name = question.name
        for _ in 0..<Self.maximumAliases {
            let owned = records(of: name)
            let found = owned.filter { $0.type == question.type || question.type == .any }
            answer.records += found.map { $0.octets(ownedBy: name) }
            if !found.isEmpty { return answer }
            guard let alias = owned.first(where: { $0.type == .cname }), let target = DomainName(wire: alias.data) else {
                answer.authority = start(of: name)
                answer.code = owned.isEmpty && !hasNames(below: name) ? .nameError : .noError
                return answer
            }
            answer.records.append(alias.octets(ownedBy: name))
            name = target
        }
        return answer
    }

    /// The records of a name, or of the wildcard beside it.
    private func records(of name: DomainName) -> [LdnsRecord] {
        let own = records.filter { $0.owner == name }
        guard own.isEmpty, !hasNames(below: name), let parent = name.parent else { return own }
        return records.filter { $0.owner.labels == [Label("*")] + parent.labels }
    }

    private func hasNames(below name: DomainName) -> Bool {
        records.contains { $0.owner.isWithin(name) }
    }

    private func start(of name: DomainName) -> [[UInt8]] {
        let starts = records.filter { $0.type == .soa && name.isWithin($0.owner) }
        return starts.max { $0.owner.octets.count < $1.owner.octets.count }.map { [$0.octets()] } ?? []
    }
}

/// What goes behind the question.
struct FakeAnswer {
    var code = ResponseCode.noError
    var records: [[UInt8]] = []
    var authority: [[UInt8]] = []
}

extension DomainName {
    var parent: DomainName? {
        isRoot ? nil : DomainName(wire: octets.dropFirst(Int(octets[0]) + 1))
    }
}
