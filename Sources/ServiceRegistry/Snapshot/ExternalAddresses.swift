import DNSModel

/// Which Services are reached at which external addresses, of those that have names in the reverse zones (design rule 13).
struct ExternalAddresses: Sendable {
    private var services: [IPAddress: [ServiceKey: ServiceRecord]] = [:]
    /// How many Services have an address as a cluster IP: it is its Service's alone, though that has no name at the moment.
    private var clusterIPs: [IPAddress: Int] = [:]

    /// What becomes of the rows of external addresses when these records change.
    mutating func apply(_ changes: [RecordChange]) -> (gone: [AddressRow], come: [AddressRow]) {
        var concerned: Set<IPAddress> = []
        for record in changes.flatMap({ [$0.old, $0.new].compactMap(\.self) }) {
            concerned.formUnion(record.clusterAddresses.all)
            concerned.formUnion(record.externalAddresses)
        }
        let gone = rows(at: concerned)
        for change in changes {
            if let old = change.old { remove(old) }
            if let new = change.new { add(new) }
        }
        return (gone, rows(at: concerned))
    }

    private func rows(at addresses: Set<IPAddress>) -> [AddressRow] {
        addresses.flatMap { address in
            guard clusterIPs[address] == nil else { return [AddressRow]() }
            return (services[address] ?? [:]).values.map { AddressRow(external: address, of: $0) }
        }
    }

    private mutating func remove(_ record: ServiceRecord) {
        for address in record.clusterAddresses.all { clusterIPs.count(address, by: -1) }
        for address in record.externalAddresses {
            services[address]?[record.key] = nil
            if services[address]?.isEmpty == true { services[address] = nil }
        }
    }

    private mutating func add(_ record: ServiceRecord) {
        for address in record.clusterAddresses.all { clusterIPs.count(address, by: 1) }
        for address in record.externalAddresses { services[address, default: [:]][record.key] = record }
    }
}

extension ServiceRecord {
    fileprivate var externalAddresses: [IPAddress] {
        switch outside {
        case .addresses(let addresses): addresses.all
        case .hostnames, .endpoints, .nodePorts, nil: []
        }
    }
}
