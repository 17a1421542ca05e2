package import DNSModel
package import ServiceRegistry

/// Every record of one zone in one snapshot, the SOA first and last, made as they are asked for (RFC 5936 §2.2).
///
/// What a name has is what a query for it is answered: each owner is resolved. So the two cannot come apart.
package struct ZoneContent: IteratorProtocol {
    private let resolver: Resolver
    private let rules: AnswerRules
    private let snapshot: RegistrySnapshot
    private var owners: AnyIterator<ZoneOwner>
    private var owner: ZoneOwner?
    private var types: ArraySlice<RecordType> = []
    private var records: ArraySlice<ResourceRecord> = []

    /// The records of a zone that is served with this configuration.
    package init(of zone: ServedZone, in snapshot: RegistrySnapshot, configuration: ZoneConfiguration) {
        resolver = Resolver(configuration)
        rules = AnswerRules(configuration)
        self.snapshot = snapshot
        owners = ZoneOwners(zone: zone, snapshot: snapshot, configuration: configuration).iterator
    }

    /// The next record; nil behind the last.
    package mutating func next() -> ResourceRecord? {
        while true {
            if let record = records.popFirst() { return record }
            guard advance() else { return nil }
        }
    }

    /// Goes on to the next type of the owner, or to the next owner. An alias is alone at its name (RFC 2181 §10.1).
    private mutating func advance() -> Bool {
        guard let owner, let type = types.popFirst() else {
            owner = owners.next()
            types = owner?.types[...] ?? []
            return owner != nil
        }
        records = answer(to: Question(name: owner.name, type: type))
        if type == .cname, !records.isEmpty { types = [] }
        return true
    }

    /// The client of a transfer is nobody in particular: no name of a zone depends on who asks.
    private func answer(to question: Question) -> ArraySlice<ResourceRecord> {
        let client = IPAddress.v4(IPv4Address(0))
        let resolution = resolver.resolve(question, from: client, in: snapshot, window: .whole, recursionDesired: false)
        return rules.response(to: question, resolution, serial: snapshot.serial).answer[...]
    }
}
