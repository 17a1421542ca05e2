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
    case port(ServiceRecord, NamedPort)
    /// The address of a Pod.
    case pod(IPAddress)
    /// The names of an address.
    case address([DomainName])
    /// An ExternalName.
    case alias(Alias)
}

/// The records of names that exist.
struct NodeRecords {
    let configuration: ZoneConfiguration
    let zone: ServedZone
    let serial: UInt32
    let window: AnswerWindow

    /// The records of one type; nil when there are none.
    func records(of type: RecordType, at node: Node) -> RecordSet? {
        switch (node, type) {
        case (.apex, .soa): RecordSet([.soa(zone.startOfAuthority(serial: serial))])
        case (.apex, .ns): nameServers
        case (.nameServer, .a), (.nameServer, .aaaa): addresses(configuration.nameServerAddresses, of: type)
        case (.schemaVersion, .txt): RecordSet([.txt([Array("1.1.0".utf8)])], timeToLive: 28800)
        case (.service(let service), .a), (.service(let service), .aaaa): addresses(of: service, type)
        case (.service(let service), .srv): locations(of: service) { _, _ in true }
        case (.endpoint(_, let endpoints), .a), (.endpoint(_, let endpoints), .aaaa): addresses(of: endpoints, type)
        case (.endpoint(let service, let endpoints), .srv): locations(of: endpoints, behind: service) { _, _ in true }
        case (.port(let service, let port), .srv): locations(of: service) { $0 == port.name && $1 == port.transport }
        case (.pod(let address), .a), (.pod(let address), .aaaa): addresses([address], of: type)
        case (.address(let names), .ptr): RecordSet(names.map(RecordData.ptr))
        case _: nil
        }
    }

    /// Why a node without records of a type has none. One address is enough to tell: this is asked for every AAAA of a
    /// Service that has IPv4 only.
    func reason(for type: RecordType, at node: Node) -> NoDataReason {
        if case .empty = node { return .emptyNonTerminal }
        let other: RecordType? = type == .a ? .aaaa : type == .aaaa ? .a : nil
        let one = NodeRecords(configuration: configuration, zone: zone, serial: serial, window: AnswerWindow(start: 0, octets: 0))
        return other.flatMap { one.records(of: $0, at: node) } == nil ? .otherType : .otherFamily
    }

    private var nameServers: RecordSet? {
        zone.nameServer.map { name in
            RecordSet(
                [.ns(name)], additional: configuration.nameServerAddresses.map { AdditionalAddress(owner: name, address: $0) })
        }
    }

    private func addresses(of service: ServiceRecord, _ type: RecordType) -> RecordSet? {
        switch service.addressing {
        case .clusterIP(let all): addresses(all, of: type)
        case .headless: service.endpointFamilies.contains(type == .a ? .ipv4 : .ipv6) ? addresses(of: service.endpoints[...], type) : nil
        case .externalName: nil
        }
    }

    private func addresses(of endpoints: ArraySlice<Endpoint>, _ type: RecordType) -> RecordSet? {
        let first = endpoints.startIndex + window.first(of: endpoints.count)
        return addresses(endpoints.cycled(from: first).lazy.map(\.address), of: type)
    }

    private func addresses(_ addresses: some Sequence<IPAddress>, of type: RecordType) -> RecordSet? {
        var seen: Set<IPAddress> = []
        var data: [RecordData] = []
        let family: AddressFamily = type == .a ? .ipv4 : .ipv6
        for address in addresses where address.family == family && seen.insert(address).inserted {
            data.append(RecordData(address: address))
            if data.count == window.limit { break }
        }
        return data.isEmpty ? nil : RecordSet(data)
    }

    /// SRV records of a Service's ports: one target for cluster IPs, one for each endpoint of a headless Service.
    private func locations(of service: ServiceRecord, where matches: (Label?, TransportProtocol) -> Bool) -> RecordSet? {
        switch service.addressing {
        case .externalName: return nil
        case .headless: return locations(of: service.endpoints[...], behind: service, where: matches)
        case .clusterIP(let addresses):
            guard let target = zone.name(below: service.key) else { return nil }
            var list = LocationList()
            for port in service.ports where matches(port.name, port.transport) && list.octets <= window.octets {
                list.add(Location(target: target, port: port.number))
            }
            for address in addresses { list.add(target, address) }
            return list.records
        }
    }

    /// Endpoints of one name stand side by side and stay so, for they are one target: the start is the first of its name.
    private func locations(
        of endpoints: ArraySlice<Endpoint>, behind service: ServiceRecord, where matches: (Label?, TransportProtocol) -> Bool
    ) -> RecordSet? {
        var list = LocationList()
        var target: (name: Label, host: DomainName?)?
        for endpoint in endpoints.cycled(from: firstOfName(in: endpoints, of: service)) {
            if list.octets > window.octets { break }
            let ports = endpoint.ports.filter { matches($0.name, $0.transport) }
            if ports.isEmpty { continue }
            if target?.name != endpoint.name { target = (endpoint.name, zone.name(of: [endpoint.name], below: service.key)) }
            guard let host = target?.host else { continue }
            for port in ports { list.add(Location(target: host, port: port.number)) }
            list.add(host, endpoint.address)
        }
        return list.records
    }

    private func firstOfName(in endpoints: ArraySlice<Endpoint>, of service: ServiceRecord) -> Int {
        guard endpoints.count > 1 else { return endpoints.startIndex }
        let start = endpoints.startIndex + window.first(of: endpoints.count)
        return max(endpoints.startIndex, service.endpoints(named: endpoints[start].name).startIndex)
    }
}
