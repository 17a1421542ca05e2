import DNSModel
import ServiceRegistry

/// A host and a port to connect to.
struct Location: Hashable {
    let target: DomainName
    let port: UInt16
}

/// The SRV records of one answer while they are gathered: each target and port once.
struct LocationList {
    private let window: AnswerWindow
    private var locations: [(location: Location, preference: LocationPreference)] = []
    private var addresses: [AdditionalAddress] = []
    private var seenLocations: Set<Location> = []
    /// The least octets that the SRV records so far have in an answer.
    private var octets = 0

    /// What a record has besides its target, which is not compressed (RFC 2782): a pointer, the fixed fields, three numbers.
    private static let octetsWithoutTarget = 18

    init(_ window: AnswerWindow) {
        self.window = window
    }

    /// Whether there are more records than fit.
    var isFull: Bool {
        octets > window.octets
    }

    /// How the next list from so many places differs.
    func turning(among count: Int) -> Turning {
        Turning(among: count, limit: isFull ? 0 : window.limit)
    }

    /// How many more additional addresses could fit.
    var addressesMissing: Int {
        window.limit - addresses.count
    }

    /// Adds the ports of a target; nothing without a target.
    mutating func add(_ target: DomainName?, _ numbers: [UInt16], _ preference: LocationPreference = LocationPreference()) {
        guard let target else { return }
        for number in numbers {
            if isFull { return }
            add(Location(target: target, port: number), preference)
        }
    }

    private mutating func add(_ location: Location, _ preference: LocationPreference) {
        guard seenLocations.insert(location).inserted else { return }
        locations.append((location, preference))
        octets += Self.octetsWithoutTarget + location.target.octets.count
    }

    /// Adds the addresses of a target, each once, as many as could fit; nothing without a target.
    mutating func add(_ target: DomainName?, _ addresses: some Sequence<IPAddress>) {
        guard let target else { return }
        self.addresses += addresses.prefix(addressesMissing).map { AdditionalAddress(owner: target, address: $0) }
    }

    /// Where a Pod says nothing, equal shares, as CoreDNS gives them: a hundred divided among the records.
    func records(timeToLive: UInt32?, turning: Turning) -> RecordSet? {
        guard !locations.isEmpty else { return nil }
        let share = UInt16(truncatingIfNeeded: max(1, 100 / locations.count))
        let data = locations.map { location, preference in
            RecordData.srv(
                ServiceLocation(
                    priority: preference.priority ?? 0, weight: preference.weight ?? share, port: location.port, target: location.target))
        }
        return RecordSet(data, additional: addresses, timeToLive: timeToLive, turning: turning)
    }
}
