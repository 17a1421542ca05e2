import DNSModel

/// A host and a port to connect to.
struct Location: Hashable {
    let target: DomainName
    let port: UInt16
}

/// The SRV records of one answer while they are gathered: each target and port once, each address of a target once.
struct LocationList {
    private var locations: [Location] = []
    private var addresses: [AdditionalAddress] = []
    private var seenLocations: Set<Location> = []
    private var seenAddresses: Set<AdditionalAddress> = []

    /// The least octets that the SRV records so far have in an answer.
    private(set) var octets = 0
    /// What a record has besides its target, which is not compressed (RFC 2782): a pointer, the fixed fields, three numbers.
    private static let octetsWithoutTarget = 18

    mutating func add(_ location: Location) {
        guard seenLocations.insert(location).inserted else { return }
        locations.append(location)
        octets += Self.octetsWithoutTarget + location.target.octets.count
    }

    mutating func add(_ target: DomainName, _ address: IPAddress) {
        let additional = AdditionalAddress(owner: target, address: address)
        if seenAddresses.insert(additional).inserted { addresses.append(additional) }
    }

    /// Equal shares, as CoreDNS gives them: a hundred divided among the records.
    var records: RecordSet? {
        guard !locations.isEmpty else { return nil }
        let weight = UInt16(truncatingIfNeeded: max(1, 100 / locations.count))
        let data = locations.map {
            RecordData.srv(ServiceLocation(priority: 0, weight: weight, port: $0.port, target: $0.target))
        }
        return RecordSet(data, additional: addresses)
    }
}
