package import DNSModel

/// Who has an address.
package enum AddressOwner: Hashable, Sendable {
    /// The cluster IP of this Service; its name stands alone (design rule 8).
    case clusterIP(ServiceKey)
    /// Endpoints: one for each Service, hostnames before Pod names before dashed addresses, headless Services before others.
    case endpoints([EndpointName])
    /// Services that are reached at this external address, which nobody has in the cluster (design rule 13).
    case external([ServiceKey])
}

/// The name of an endpoint.
package struct EndpointName: Hashable, Sendable {
    /// The Service that it stands behind.
    package let service: ServiceKey
    /// The label below the Service's name.
    package let name: Label

    /// The name of this endpoint of a Service.
    package init(service: ServiceKey, name: Label) {
        self.service = service
        self.name = name
    }
}

/// Every cluster IP and endpoint address in numeric order: exact look-ups and ranges by bisection.
struct AddressIndex: Sendable {
    /// 32 octets an address: positions instead of names keep 150,000 endpoints small.
    private struct Row {
        let address: IPAddress
        let rank: Rank
        /// The Service's position in the snapshot.
        let service: Int32
        /// The endpoint's position in the Service; 0 for other addresses.
        let endpoint: Int32
    }

    /// Which name of an address comes first.
    private enum Rank: UInt8 {
        case clusterIP
        case hostnameOfHeadless
        case hostname
        case podNameOfHeadless
        case podName
        case dashedOfHeadless
        case dashed
        case external

        init(of endpoint: Endpoint, isHeadless: Bool) {
            self =
                switch endpoint.naming {
                case .hostname: isHeadless ? .hostnameOfHeadless : .hostname
                case .podName: isHeadless ? .podNameOfHeadless : .podName
                case .address: isHeadless ? .dashedOfHeadless : .dashed
                }
        }
    }

    private let rows: [Row]

    /// The index of these Services; those without a name have no addresses inside the cluster.
    init(of services: [ServiceRecord], withExternalAddresses: Bool) {
        var rows: [Row] = []
        for (position, service) in services.enumerated() {
            let position = Int32(truncatingIfNeeded: position)
            if withExternalAddresses {
                rows += service.externalAddresses.map { Row(address: $0, rank: .external, service: position, endpoint: 0) }
            }
            guard service.absence == nil else { continue }
            if case .clusterIP(let addresses) = service.addressing {
                rows += addresses.map { Row(address: $0, rank: .clusterIP, service: position, endpoint: 0) }
            }
            for (index, endpoint) in service.endpoints.enumerated() {
                let rank = Rank(of: endpoint, isHeadless: service.addressing == .headless)
                rows.append(Row(address: endpoint.address, rank: rank, service: position, endpoint: Int32(truncatingIfNeeded: index)))
            }
        }
        self.rows = rows.sorted {
            ($0.address, $0.rank.rawValue, $0.service, $0.endpoint) < ($1.address, $1.rank.rawValue, $1.service, $1.endpoint)
        }
    }

    func hasAddress(from first: IPAddress, through last: IPAddress) -> Bool {
        let index = rows.partitioningIndex { $0.address >= first }
        return index < rows.endIndex && rows[index].address <= last
    }

    /// Who has an address; of endpoints at most so many names.
    func owner(of address: IPAddress, among services: [ServiceRecord], limit: Int) -> AddressOwner? {
        let first = rows.partitioningIndex { $0.address >= address }
        guard first < rows.endIndex, rows[first].address == address else { return nil }
        switch rows[first].rank {
        case .clusterIP: return .clusterIP(services[Int(rows[first].service)].key)
        case .external: return .external(externalOwners(of: address, from: first, among: services, limit: limit))
        case .hostnameOfHeadless, .hostname, .podNameOfHeadless, .podName, .dashedOfHeadless, .dashed: break
        }
        var seen: Set<Int32> = []
        var names: [EndpointName] = []
        for row in rows[first...] {
            guard row.address == address, row.rank != .external, names.count < limit else { break }
            guard seen.insert(row.service).inserted else { continue }
            let service = services[Int(row.service)]
            names.append(EndpointName(service: service.key, name: service.endpoints[Int(row.endpoint)].name))
        }
        return .endpoints(names)
    }

    private func externalOwners(of address: IPAddress, from first: Int, among services: [ServiceRecord], limit: Int) -> [ServiceKey] {
        rows[first...].prefix(limit).prefix { $0.address == address }.map { services[Int($0.service)].key }
    }

    /// Every address, in numeric order, each once.
    var addresses: some Sequence<IPAddress> {
        rows.indices.lazy.filter { index in index == 0 || rows[index].address != rows[index - 1].address }.map { index in
            rows[index].address
        }
    }
}
