import DNSModel
import ServiceRegistry

/// The allocator as a plain run over all Services: what the ledger has to agree with.
struct ReferenceAllocation {
    typealias Result = (table: AllocationTable, events: [Allocation.Event])

    private let ranges: [AddressFamily: ServiceAddressRange]
    private let previous: AllocationTable
    private var taken: Set<IPAddress>
    private var released: [ReleasedAddress]
    /// The released addresses, to be avoided while others are free.
    private var remembered: Set<IPAddress>
    /// The last address of each claim that is gone.
    private let former: [AllocationKey: IPAddress]
    private var held: [AllocationKey: IPAddress] = [:]
    /// Families in which every free address is remembered for somebody: who comes later need not search for another.
    private var inNeed: Set<AddressFamily> = []
    /// Families without any free address: who comes later need not search at all.
    private var exhausted: Set<AddressFamily> = []
    private var events: [Allocation.Event] = []

    /// The addresses of all claims that name none.
    static func allocate(for services: [ServiceObject], in cidrs: [AddressPrefix], remembering table: AllocationTable) -> Result {
        let ranges = Dictionary(cidrs.map { ($0.family, ServiceAddressRange($0)) }) { first, _ in first }
        var named: Set<IPAddress> = []
        var open: Set<AllocationKey> = []
        for service in services {
            for claim in service.claims {
                switch claim {
                case .named(let address): named.insert(address)
                case .allocated(let family): open.insert(AllocationKey(service: service.key, family: family))
                }
            }
        }
        var round = ReferenceAllocation(ranges: ranges, named: named, table: table)
        let without = open.filter { !round.keep($0) }
        round.release(table.held.keys.filter { !open.contains($0) }.sorted())
        for key in without.sorted() { round.assign(key) }
        return round.finish()
    }

    private init(ranges: [AddressFamily: ServiceAddressRange], named: Set<IPAddress>, table: AllocationTable) {
        self.ranges = ranges
        previous = table
        taken = named
        released = table.released
        remembered = Set(table.released.map(\.address))
        former = Dictionary(table.released.map { ($0.key, $0.address) }) { _, last in last }
    }

    /// Leaves a claim the address that it has, if it may have it still; whether it does.
    private mutating func keep(_ key: AllocationKey) -> Bool {
        guard let address = previous.held[key], ranges[key.family]?.prefix.contains(address) == true,
            taken.insert(address).inserted
        else { return false }
        held[key] = address
        return true
    }

    /// Remembers the addresses of claims that are gone.
    private mutating func release(_ keys: [AllocationKey]) {
        for key in keys {
            guard let address = previous.held[key], remembered.insert(address).inserted else { continue }
            released.append(ReleasedAddress(key: key, address: address))
        }
    }

    /// Finds an address for a claim that has none: the one it once had, a free one, or in need one that is only remembered.
    private mutating func assign(_ key: AllocationKey) {
        guard let address = formerAddress(of: key) ?? freeAddress(for: key) else {
            exhausted.insert(key.family)
            events.append(.exhausted(key))
            return
        }
        taken.insert(address)
        held[key] = address
        if let old = previous.held[key] { events.append(.moved(key, from: old, to: address)) }
    }

    /// The table to remember: a released address that somebody has again is forgotten, and the oldest beyond the bound.
    private func finish() -> Result {
        let stillReleased = released.filter { !taken.contains($0.address) }
        let table = AllocationTable(held: held, released: Array(stillReleased.suffix(AllocationTable.maximumReleased)))
        return (table, events)
    }

    private func formerAddress(of key: AllocationKey) -> IPAddress? {
        guard previous.held[key] == nil, let address = former[key], ranges[key.family]?.prefix.contains(address) == true,
            !taken.contains(address)
        else { return nil }
        return address
    }

    private mutating func freeAddress(for key: AllocationKey) -> IPAddress? {
        guard !exhausted.contains(key.family), let range = ranges[key.family] else { return nil }
        var firstRemembered: IPAddress?
        for candidate in range.candidates(from: ReferenceHash.value(of: key)) where !taken.contains(candidate) {
            guard remembered.contains(candidate), !inNeed.contains(key.family) else { return candidate }
            firstRemembered = firstRemembered ?? candidate
        }
        inNeed.insert(key.family)
        return firstRemembered
    }
}

/// A hash that is the same in every process and on every machine: without a state directory the first choice of an
/// address depends on it (FNV-1a over the octets, then the finalizer of MurmurHash3 to spread them).
private enum ReferenceHash {
    static func value(of key: AllocationKey) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        let family: UInt8 = key.family == .ipv4 ? 4 : 6
        for octet in key.service.namespace.octets + [0] + key.service.name.octets + [0, family] {
            hash = (hash ^ UInt64(octet)) &* 0x100_0000_01B3
        }
        hash = (hash ^ hash >> 33) &* 0xFF51_AFD7_ED55_8CCD
        hash = (hash ^ hash >> 33) &* 0xC4CE_B9FE_1A85_EC53
        return hash ^ hash >> 33
    }
}

extension ServiceAddressRange {
    /// Every address that may be allocated, in the order in which this seed tries them.
    func candidates(from seed: UInt64) -> some Sequence<IPAddress> {
        rounds(from: seed).lazy.flatMap { round in (0..<round.count).lazy.map { address(at: round.offset(after: $0)) } }
    }
}
