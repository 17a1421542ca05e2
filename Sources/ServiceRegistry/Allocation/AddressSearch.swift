import DNSModel

/// The search for free addresses within one change.
struct AddressSearch {
    /// Families in which every free address is remembered for somebody: who comes later need not search for another.
    private var inNeed: Set<AddressFamily> = []
    /// Families without any free address: who comes later need not search at all.
    private var exhausted: Set<AddressFamily> = []

    /// An address that nobody has; one that is remembered for somebody only where there is no other.
    mutating func freeAddress(
        for key: AllocationKey, in range: ServiceAddressRange, isTaken: (IPAddress) -> Bool, isRemembered: (IPAddress) -> Bool
    ) -> IPAddress? {
        guard !exhausted.contains(key.family) else { return nil }
        var firstRemembered: IPAddress?
        for candidate in range.candidates(from: StableHash.value(of: key)) where !isTaken(candidate) {
            guard isRemembered(candidate), !inNeed.contains(key.family) else { return candidate }
            firstRemembered = firstRemembered ?? candidate
        }
        inNeed.insert(key.family)
        if firstRemembered == nil { exhausted.insert(key.family) }
        return firstRemembered
    }
}
