import DNSModel

/// The addresses of Services that are gone, the longest gone first (`AllocationTable.released`), and who had them.
struct ReleasedAddresses: Sendable {
    private(set) var list: [ReleasedAddress]
    private var addresses: Set<IPAddress>
    /// The last address of each claim.
    private var lastOfKey: [AllocationKey: IPAddress]

    init(_ list: [ReleasedAddress]) {
        self.list = list
        addresses = Set(list.map(\.address))
        lastOfKey = Dictionary(list.map { ($0.key, $0.address) }) { _, last in last }
    }

    func contains(_ address: IPAddress) -> Bool {
        addresses.contains(address)
    }

    /// The address that a claim had last.
    func last(of key: AllocationKey) -> IPAddress? {
        lastOfKey[key]
    }

    /// Adds the address of a claim that is gone.
    mutating func append(_ released: ReleasedAddress) {
        guard addresses.insert(released.address).inserted else { return }
        list.append(released)
        lastOfKey[released.key] = released.address
    }

    /// Forgets addresses that somebody has again, and the oldest beyond the bound.
    mutating func forget(_ taken: [IPAddress]) {
        let again = Set(taken.filter(contains))
        guard !again.isEmpty || list.count > AllocationTable.maximumReleased else { return }
        self = ReleasedAddresses(Array(list.filter { !again.contains($0.address) }.suffix(AllocationTable.maximumReleased)))
    }
}
