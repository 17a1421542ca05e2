import DNSModel

/// Which Services are reached at which external addresses, of those that have names in the reverse zones (design rule 13).
struct ExternalAddresses: Sendable {
    private var services: [IPAddress: [ServiceKey: ServiceRecord]] = [:]
    /// How many Services have an address as a cluster IP: it is its Service's alone, though that has no name at the moment.
    private var clusterIPs: [IPAddress: Int] = [:]

    /// What becomes of the rows of external addresses when these records change.
    mutating func apply(_ changes: [RecordChange]) -> (gone: [AddressRow], come: [AddressRow]) {
        let (old, new) = (changes.compactMap(\.old), changes.compactMap(\.new))
        // A cluster IP that comes or goes concerns all who are reached at its address, any other change only who changes.
        let whole = Set((old + new).flatMap(\.clusterAddresses.all))
        let gone = rows(at: whole) + rows(of: old, except: whole)
        for record in old { remove(record) }
        for record in new { add(record) }
        return (gone, rows(at: whole) + rows(of: new, except: whole))
    }

    private func rows(at addresses: Set<IPAddress>) -> [AddressRow] {
        addresses.flatMap { address in
            guard clusterIPs[address] == nil else { return [AddressRow]() }
            return (services[address] ?? [:]).values.map { AddressRow(external: address, of: $0) }
        }
    }

    private func rows(of records: [ServiceRecord], except whole: Set<IPAddress>) -> [AddressRow] {
        records.flatMap { record in
            Set(record.externalAddresses).subtracting(whole).filter { clusterIPs[$0] == nil }
                .map { AddressRow(external: $0, of: record) }
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
