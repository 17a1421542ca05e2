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

        func isOfSameService(as other: Row) -> Bool {
            address == other.address && service == other.service
        }
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
        for (position, service) in services.enumerated() where service.absence == nil {
            rows += Self.rows(of: service, at: Int32(truncatingIfNeeded: position))
        }
        if withExternalAddresses { rows += Self.externalRows(of: services) }
        self.rows = Self.ordered(rows)
    }

    private static func rows(of service: ServiceRecord, at position: Int32) -> [Row] {
        let own = service.clusterAddresses.all.map { Row(address: $0, rank: .clusterIP, service: position, endpoint: 0) }
        return own
            + service.endpoints.enumerated().map { index, endpoint in
                let rank = Rank(of: endpoint, isHeadless: service.addressing == .headless)
                return Row(address: endpoint.address, rank: rank, service: position, endpoint: Int32(truncatingIfNeeded: index))
            }
    }

    /// A cluster IP is its Service's alone, though that has no name at the moment.
    private static func externalRows(of services: [ServiceRecord]) -> [Row] {
        let clusterIPs = Set(services.flatMap(\.clusterAddresses.all))
        return services.enumerated().flatMap { position, service in
            guard case .addresses(let addresses) = service.outside else { return [Row]() }
            return addresses.all.filter { !clusterIPs.contains($0) }
                .map { Row(address: $0, rank: .external, service: Int32(truncatingIfNeeded: position), endpoint: 0) }
        }
    }

    /// In the order of the addresses, of each Service only the best: one row for each name that an answer has.
    private static func ordered(_ rows: [Row]) -> [Row] {
        let sorted = rows.sorted {
            ($0.address, $0.service, $0.rank.rawValue, $0.endpoint) < ($1.address, $1.service, $1.rank.rawValue, $1.endpoint)
        }
        var best: [Row] = []
        for row in sorted where best.last?.isOfSameService(as: row) != true { best.append(row) }
        return best.sorted { ($0.address, $0.rank.rawValue, $0.service) < ($1.address, $1.rank.rawValue, $1.service) }
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
        let named = rows[first...].prefix(limit).prefix { $0.address == address && $0.rank != .external }
        return .endpoints(
            named.map { row in
                let service = services[Int(row.service)]
                return EndpointName(service: service.key, name: service.endpoints[Int(row.endpoint)].name)
            })
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
