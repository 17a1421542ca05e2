import DNSModel

/// An address of a Service, in 32 octets: a registry may hold 150,000.
struct AddressRow: Sendable {
    let address: IPAddress
    let rank: Rank
    /// The endpoint's position in the Service; 0 for other addresses.
    private let endpoint: Int32
    let service: ServiceRecord

    /// Which name of an address comes first.
    enum Rank: UInt8 {
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

    /// The row of an external address.
    init(external address: IPAddress, of service: ServiceRecord) {
        self.init(address, .external, service)
    }

    private init(_ address: IPAddress, _ rank: Rank, _ service: ServiceRecord, endpoint: Int = 0) {
        self.address = address
        self.rank = rank
        self.service = service
        self.endpoint = Int32(truncatingIfNeeded: endpoint)
    }

    /// The addresses of a Service inside the cluster, of each only the best row: one for each name that an answer has. A Service
    /// without a name has none.
    static func rows(of service: ServiceRecord) -> [AddressRow] {
        guard service.absence == nil else { return [] }
        let own = service.clusterAddresses.all.map { AddressRow($0, .clusterIP, service) }
        let isHeadless = service.addressing == .headless
        let endpoints = service.endpoints.enumerated().map { index, endpoint in
            AddressRow(endpoint.address, Rank(of: endpoint, isHeadless: isHeadless), service, endpoint: index)
        }
        var best: [AddressRow] = []
        for row in (own + endpoints).sorted(by: { $0.isBetter(than: $1) }) where best.last?.address != row.address { best.append(row) }
        return best
    }

    private func isBetter(than other: AddressRow) -> Bool {
        (address, rank.rawValue, endpoint) < (other.address, other.rank.rawValue, other.endpoint)
    }

    var endpointName: EndpointName {
        EndpointName(service: service.key, name: service.endpoints[Int(endpoint)].name)
    }
}

extension AddressRow: Ordered {
    /// By address, then by rank, then by Service.
    func precedes(_ other: AddressRow) -> Bool {
        if address != other.address { return address < other.address }
        return rank == other.rank ? service.key < other.service.key : rank.rawValue < other.rank.rawValue
    }
}
