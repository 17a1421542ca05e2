import DNSModel

/// Who has which cluster IP, kept from one change to the next: a change costs what it changes.
struct AddressLedger: Sendable {
    private let ranges: [AddressFamily: ServiceAddressRange]
    private var held: [AllocationKey: IPAddress]
    private var holders: [IPAddress: AllocationKey]
    private var released: ReleasedAddresses
    /// How many manifests name an address.
    private var named: [IPAddress: Int] = [:]
    /// Claims that have no address, as none was free.
    private var waiting: Set<AllocationKey> = []
    /// Claims with an address that nobody makes: at first all of those that are remembered.
    private var orphans: Set<AllocationKey>

    /// A ledger of these ranges that goes on from a table; no Service is known yet.
    init(ranges: [AddressFamily: ServiceAddressRange], remembering table: AllocationTable) {
        self.ranges = ranges
        held = table.held
        holders = Dictionary(table.held.map { ($0.value, $0.key) }) { min($0, $1) }
        released = ReleasedAddresses(table.released)
        orphans = Set(table.held.keys)
    }

    /// The table to remember.
    var table: AllocationTable {
        AllocationTable(held: held, released: released.list)
    }

    /// The address of a claim that names none; nil where none was free.
    func address(of key: AllocationKey) -> IPAddress? {
        held[key]
    }

    /// Takes away the claims of Services that are gone, and takes in those of others: what an operator should hear of, and the
    /// Services whose addresses are others now.
    mutating func settle(gone: [ServiceObject], come: [ServiceObject]) -> (events: [Allocation.Event], moved: Set<ServiceKey>) {
        for service in gone { forget(service) }
        let newlyNamed = come.flatMap { name($0) }
        let homeless = homeless(among: come, newlyNamed: newlyNamed)
        release()
        var search = AddressSearch()
        var newlyTaken = newlyNamed
        var events: [Allocation.Event] = []
        let former = Dictionary(uniqueKeysWithValues: homeless.compactMap { key in leave(key).map { (key, $0) } })
        for key in homeless.sorted() {
            guard let address = assign(key, had: former[key], &search) else {
                events.append(.exhausted(key))
                continue
            }
            newlyTaken.append(address)
            if let old = former[key] { events.append(.moved(key, from: old, to: address)) }
        }
        released.forget(newlyTaken)
        return (events, Set(homeless.map(\.service)))
    }

    private mutating func forget(_ service: ServiceObject) {
        for claim in service.claims {
            switch claim {
            case .named(let address): named.count(address, by: -1)
            case .allocated(let family):
                let key = AllocationKey(service: service.key, family: family)
                if waiting.remove(key) == nil { orphans.insert(key) }
            }
        }
    }

    /// Takes in the addresses that a Service names.
    private mutating func name(_ service: ServiceObject) -> [IPAddress] {
        service.claims.compactMap { claim in
            guard case .named(let address) = claim else { return nil }
            named.count(address, by: 1)
            return address
        }
    }

    /// The claims to find an address for: those that have none, and those that may not have theirs any more.
    private mutating func homeless(among come: [ServiceObject], newlyNamed: [IPAddress]) -> Set<AllocationKey> {
        for service in come {
            for case .allocated(let family) in service.claims {
                let key = AllocationKey(service: service.key, family: family)
                orphans.remove(key)
                if !mayKeep(key) { waiting.insert(key) }
            }
        }
        for address in newlyNamed {
            if let key = holders[address], !orphans.contains(key) { waiting.insert(key) }
        }
        defer { waiting = [] }
        return waiting
    }

    private func mayKeep(_ key: AllocationKey) -> Bool {
        guard let address = held[key] else { return false }
        return ranges[key.family]?.prefix.contains(address) == true && named[address] == nil && holders[address] == key
    }

    /// Remembers the addresses of claims that are gone.
    private mutating func release() {
        for key in orphans.sorted() {
            if let address = leave(key) { released.append(ReleasedAddress(key: key, address: address)) }
        }
        orphans = []
    }

    /// Takes the address from a claim.
    private mutating func leave(_ key: AllocationKey) -> IPAddress? {
        guard let address = held.removeValue(forKey: key) else { return nil }
        if holders[address] == key { holders[address] = nil }
        return address
    }

    /// Finds an address for a claim: the one that it once had, where none was taken from it now, a free one, or in need one that
    /// is only remembered.
    private mutating func assign(_ key: AllocationKey, had old: IPAddress?, _ search: inout AddressSearch) -> IPAddress? {
        guard let range = ranges[key.family],
            let address = (old == nil ? formerAddress(of: key, in: range) : nil)
                ?? search.freeAddress(for: key, in: range, isTaken: isTaken, isRemembered: released.contains)
        else {
            waiting.insert(key)
            return nil
        }
        held[key] = address
        holders[address] = key
        return address
    }

    private func formerAddress(of key: AllocationKey, in range: ServiceAddressRange) -> IPAddress? {
        guard let address = released.last(of: key), range.prefix.contains(address), !isTaken(address) else { return nil }
        return address
    }

    private func isTaken(_ address: IPAddress) -> Bool {
        holders[address] != nil || named[address] != nil
    }
}
