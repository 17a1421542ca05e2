import DNSModel

/// The search for free addresses within one change, in which addresses are taken and none becomes free.
struct AddressSearch {
    /// Families in which every free address is remembered for somebody: who comes later need not search for another.
    private var inNeed: Set<AddressFamily> = []
    /// Families without any free address: who comes later need not search at all.
    private var exhausted: Set<AddressFamily> = []
    /// How many offsets from one on are known not to be free: who comes to a long row of them passes it at once.
    private var rows: [AddressFamily: [UInt64: UInt64]] = [:]

    /// An address that nobody has; one that is remembered for somebody only where there is no other.
    mutating func freeAddress(
        for key: AllocationKey, in range: ServiceAddressRange, isTaken: (IPAddress) -> Bool, isRemembered: (IPAddress) -> Bool
    ) -> IPAddress? {
        guard !exhausted.contains(key.family) else { return nil }
        if !inNeed.contains(key.family) {
            if let address = firstAddress(for: key, in: range, where: { !isTaken($0) && !isRemembered($0) }) { return address }
            inNeed.insert(key.family)
            rows[key.family] = nil
        }
        if let address = firstAddress(for: key, in: range, where: { !isTaken($0) }) { return address }
        exhausted.insert(key.family)
        return nil
    }

    private mutating func firstAddress(
        for key: AllocationKey, in range: ServiceAddressRange, where isFree: (IPAddress) -> Bool
    ) -> IPAddress? {
        for round in range.rounds(from: StableHash.value(of: key)) {
            let steps = Self.steps(in: round, to: { isFree(range.address(at: $0)) }, &rows[key.family, default: [:]])
            if steps < round.count { return range.address(at: round.offset(after: steps)) }
        }
        return nil
    }

    /// How many steps it takes to the first free offset; `count` where there is none.
    private static func steps(in round: OffsetRound, to isFree: (UInt64) -> Bool, _ rows: inout [UInt64: UInt64]) -> UInt64 {
        var steps: UInt64 = 0
        var stops: [(offset: UInt64, steps: UInt64)] = []
        while steps < round.count {
            let offset = round.offset(after: steps)
            guard let row = rows[offset] ?? (isFree(offset) ? nil : 1) else { break }
            stops.append((offset, steps))
            steps = min(steps + row, round.count)
        }
        for stop in stops { rows[stop.offset] = steps - stop.steps }
        return steps
    }
}
