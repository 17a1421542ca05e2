import DNSModel

/// What upstream has at one name.
enum UpstreamName: Hashable, CaseIterable {
    case addresses
    case signed
    case ipv4Only
    case alias
    case danglingAlias
    case stale
    case staleNothing
    case bogus
    case failing

    private static let address = ResourceRecord(owner: "X.Example.net", timeToLive: 300, data: .a(IPv4Address(0xC612_0001)))
    private static let denial = ResourceRecord(owner: "example.net", timeToLive: 60, data: .other(RecordType(rawValue: 47), [4]))
    private static let authority = ResourceRecord(
        owner: "example.net", timeToLive: 60,
        data: .soa(
            StartOfAuthority(
                primaryServer: "a.example.net", mailbox: "b.example.net", serial: 1, refresh: 2, retry: 3, expire: 4, minimum: 5)))

    /// The answer to a question of this name, which comes in capitals.
    func outcome(for question: Question) -> UpstreamOutcome {
        let owner = DomainName(question.name.description.uppercased()) ?? question.name
        let own =
            [RecordType.a, .aaaa].contains(question.type)
            ? [ResourceRecord(owner: owner, timeToLive: 300, data: Self.data(question.type))] : []
        let proof = ResourceRecord(owner: owner, timeToLive: 300, data: .other(RecordType(rawValue: 46), [1, 2, 3]))
        let alias = ResourceRecord(owner: owner, timeToLive: 20, data: .cname("X.Example.net"))
        switch self {
        case .addresses: return .answer(Self.answer(own), nil)
        case .signed: return .answer(Self.answer(own + [proof], .secure, [Self.denial]), nil)
        case .ipv4Only: return .answer(Self.answer(question.type == .a ? own : []), nil)
        case .alias: return .answer(Self.answer([alias, Self.address]), nil)
        case .danglingAlias: return .answer(Self.nothing([alias]), nil)
        case .stale: return .answer(Self.answer(own, .secure), ExtendedDNSError(.staleAnswer, "old"))
        case .staleNothing: return .answer(Self.nothing([]), ExtendedDNSError(.staleNameError, "old"))
        case .bogus: return .answer(Self.answer(own, .bogus("forged")), nil)
        case .failing: return .failure(ExtendedDNSError(.noReachableAuthority, "nobody"))
        }
    }

    /// The answer where upstream has nothing at a name.
    static let unknown = UpstreamOutcome.answer(nothing([]), nil)

    private static func data(_ type: RecordType) -> RecordData {
        type == .a ? .a(IPv4Address(0xC612_0002)) : .aaaa(IPv6Address(high: 0x2600_0001 << 32, low: 7))
    }

    private static func answer(
        _ records: [ResourceRecord], _ validation: UpstreamAnswer.Validation = .insecure, _ proofs: [ResourceRecord] = []
    ) -> UpstreamAnswer {
        UpstreamAnswer(
            to: .a, responseCode: .noError, validation: validation, answer: records,
            authority: (records.isEmpty ? [authority] : []) + proofs)
    }

    private static func nothing(_ aliases: [ResourceRecord]) -> UpstreamAnswer {
        UpstreamAnswer(to: .a, responseCode: .nameError, validation: .secure, answer: aliases, authority: [authority, denial])
    }
}
