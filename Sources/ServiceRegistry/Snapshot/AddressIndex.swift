package import DNSModel

/// Who has an address.
package enum AddressOwner: Hashable, Sendable {
    /// The cluster IP of this Service; its name stands alone (design rule 8).
    case clusterIP(ServiceKey)
    /// Endpoints: one for each Service, hostnames before dashed addresses, headless Services before others.
    case endpoints([EndpointName])
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
        /// The Service's position in the snapshot.
        let service: Int32
        /// The endpoint's position in the Service; -1 for a cluster IP, which so comes first.
        let endpoint: Int32
    }

    private let rows: [Row]

    init(of services: [ServiceRecord]) {
        var rows: [Row] = []
        for (position, service) in services.enumerated() {
            let service32 = Int32(truncatingIfNeeded: position)
            if case .clusterIP(let addresses) = service.addressing {
                rows += addresses.map { Row(address: $0, service: service32, endpoint: -1) }
            }
            for (index, endpoint) in service.endpoints.enumerated() {
                rows.append(Row(address: endpoint.address, service: service32, endpoint: Int32(truncatingIfNeeded: index)))
            }
        }
        self.rows = rows.sorted { ($0.address, $0.endpoint) < ($1.address, $1.endpoint) }
    }

    func hasAddress(from first: IPAddress, through last: IPAddress) -> Bool {
        let index = rows.partitioningIndex { $0.address >= first }
        return index < rows.endIndex && rows[index].address <= last
    }

    func owner(of address: IPAddress, among services: [ServiceRecord]) -> AddressOwner? {
        let first = rows.partitioningIndex { $0.address >= address }
        let found = rows[first...].prefix { $0.address == address }
        guard let best = found.first else { return nil }
        guard best.endpoint >= 0 else { return .clusterIP(services[Int(best.service)].key) }
        return .endpoints(Self.names(of: found.map { Candidate(services[Int($0.service)], Int($0.endpoint)) }))
    }

    private struct Candidate {
        let name: EndpointName
        let hasHostname: Bool
        let isHeadless: Bool

        init(_ service: ServiceRecord, _ endpoint: Int) {
            name = EndpointName(service: service.key, name: service.endpoints[endpoint].name)
            hasHostname = service.endpoints[endpoint].hasHostname
            isHeadless = service.addressing == .headless
        }

        var rank: (Int, Int, ServiceKey, Label) {
            (hasHostname ? 0 : 1, isHeadless ? 0 : 1, name.service, name.name)
        }
    }

    /// One name for each Service, the best first.
    private static func names(of candidates: [Candidate]) -> [EndpointName] {
        var seen: Set<ServiceKey> = []
        return candidates.sorted { $0.rank < $1.rank }.map(\.name).filter { seen.insert($0.service).inserted }
    }
}
