import DNSModel
import ServiceRegistry

/// A name that exists.
enum Node {
    /// Only names below it have records.
    case empty
    /// The top of a zone.
    case apex
    /// `ns.dns.<zone>`.
    case nameServer
    /// `dns-version.<zone>`.
    case schemaVersion
    /// A Service that has cluster IPs or published endpoints.
    case service(ServiceRecord)
    /// The endpoints of one name behind a Service; at least one.
    case endpoint(ServiceRecord, ArraySlice<Endpoint>)
    /// A named port of a Service.
    case port(ServiceRecord, name: Label, TransportProtocol)
    /// The address of a Pod.
    case pod(IPAddress)
    /// The names of an address.
    case address([DomainName])
    /// An ExternalName.
    case alias(DomainName)
}

/// The records of names that exist.
struct NodeRecords {
    let configuration: ZoneConfiguration
    let serial: UInt32

    /// The records of one type; nil when there are none.
    func records(of type: RecordType, at node: Node) -> RecordSet? {
        switch (node, type) {
        case (.apex, .soa): RecordSet([.soa(configuration.startOfAuthority(serial: serial))])
        case (.apex, .ns): nameServers
        case (.nameServer, .a), (.nameServer, .aaaa): addresses(configuration.nameServerAddresses, of: type)
        case (.schemaVersion, .txt): RecordSet([.txt([Array("1.1.0".utf8)])], timeToLive: 28800)
        case (.service(let service), .a), (.service(let service), .aaaa): addresses(service.answeringAddresses, of: type)
        case (.service(let service), .srv): locations(of: service) { _, _ in true }
        case (.endpoint(_, let endpoints), .a), (.endpoint(_, let endpoints), .aaaa): addresses(endpoints.map(\.address), of: type)
        case (.endpoint(let service, let endpoints), .srv): locations(of: endpoints, behind: service) { _, _ in true }
        case (.port(let service, let name, let transport), .srv): locations(of: service) { $0 == name && $1 == transport }
        case (.pod(let address), .a), (.pod(let address), .aaaa): addresses([address], of: type)
        case (.address(let names), .ptr): RecordSet(names.map(RecordData.ptr))
        case _: nil
        }
    }

    /// Why a node without records of a type has none.
    func reason(for type: RecordType, at node: Node) -> NoDataReason {
        if case .empty = node { return .emptyNonTerminal }
        let other: RecordType? = type == .a ? .aaaa : type == .aaaa ? .a : nil
        return other.flatMap { records(of: $0, at: node) } == nil ? .otherType : .otherFamily
    }

    private var nameServers: RecordSet? {
        configuration.nameServer.map { name in
            RecordSet(
                [.ns(name)], additional: configuration.nameServerAddresses.map { AdditionalAddress(owner: name, address: $0) },
                timeToLive: nil)
        }
    }

    private func addresses(_ addresses: some Sequence<IPAddress>, of type: RecordType) -> RecordSet? {
        var seen: Set<IPAddress> = []
        let family: AddressFamily = type == .a ? .ipv4 : .ipv6
        let wanted = addresses.filter { $0.family == family && seen.insert($0).inserted }
        return wanted.isEmpty ? nil : RecordSet(wanted.map(RecordData.init(address:)))
    }

    /// SRV records of a Service's ports: one target for cluster IPs, one for each endpoint of a headless Service.
    private func locations(of service: ServiceRecord, where matches: (Label?, TransportProtocol) -> Bool) -> RecordSet? {
        switch service.addressing {
        case .externalName: return nil
        case .headless: return locations(of: service.endpoints[...], behind: service, where: matches)
        case .clusterIP(let addresses):
            guard let target = configuration.name(of: service.key) else { return nil }
            let ports = service.ports.filter { matches($0.name, $0.transport) }.map(\.number)
            return LocationList(ports.map { Location(target: target, port: $0) }, addresses.map { (target, $0) }).records
        }
    }

    private func locations(
        of endpoints: ArraySlice<Endpoint>, behind service: ServiceRecord, where matches: (Label?, TransportProtocol) -> Bool
    ) -> RecordSet? {
        var list = LocationList()
        for endpoint in endpoints {
            guard let target = configuration.name(of: endpoint.name, behind: service.key) else { continue }
            let ports = endpoint.ports.filter { matches($0.name, $0.transport) }
            for port in ports { list.add(Location(target: target, port: port.number)) }
            if !ports.isEmpty { list.add(target, endpoint.address) }
        }
        return list.records
    }
}

extension ServiceRecord {
    /// The addresses that the Service's own name answers with.
    fileprivate var answeringAddresses: [IPAddress] {
        switch addressing {
        case .clusterIP(let addresses): addresses
        case .headless: endpoints.map(\.address)
        case .externalName: []
        }
    }
}
