import DNSModel
import ServiceRegistry

/// The records of one name of a Service (design rules 3-6, 11 and 13).
struct ServiceRecords {
    let node: ServiceNode
    let zone: ServedZone
    let window: AnswerWindow

    /// The records of one type; nil when there are none.
    func records(of type: RecordType) -> RecordSet? {
        switch type {
        case .a where node.port == nil: addresses(of: .ipv4)
        case .aaaa where node.port == nil: addresses(of: .ipv6)
        case .srv: locations
        case _: nil
        }
    }

    private var timeToLive: UInt32? {
        node.service.settings.timeToLive
    }

    private func addresses(of family: AddressFamily) -> RecordSet? {
        let data: [RecordData] =
            switch node.front {
            case .addresses(let addresses, _): distinct(addresses, of: family)
            case .hostnames: []
            case .endpoints(let group): addresses(of: group, family)
            }
        return data.isEmpty ? nil : RecordSet(data, timeToLive: timeToLive)
    }

    /// Addresses of which each is there once.
    private func distinct(_ addresses: [IPAddress], of family: AddressFamily) -> [RecordData] {
        var data: [RecordData] = []
        for address in CycledSequence(addresses, from: window.first(of: addresses.count)) where address.family == family {
            data.append(RecordData(address: address))
            if data.count == window.limit { break }
        }
        return data
    }

    /// A zone transfer has all endpoints: who asks the other server again gets the same ones.
    private func limit(of group: EndpointGroup) -> Int {
        window == .whole ? .max : group.limit
    }

    private func addresses(of group: EndpointGroup, _ family: AddressFamily) -> [RecordData] {
        guard node.service.endpointFamilies.contains(family) else { return [] }
        let limit = min(window.limit, limit(of: group))
        let first = group.endpoints.startIndex + window.first(of: group.endpoints.count)
        var seen: Set<IPAddress> = []
        var data: [RecordData] = []
        for endpoint in CycledSequence(group.endpoints, from: first)
        where endpoint.address.family == family && seen.insert(endpoint.address).inserted {
            data.append(RecordData(address: endpoint.address))
            if data.count == limit { break }
        }
        return data
    }
}

extension ServiceRecords {
    private var locations: RecordSet? {
        var list = LocationList(window)
        switch node.front {
        case .addresses(let addresses, let numbers):
            guard let target = zone.name(below: node.service.key) else { return nil }
            add(numbers, of: target, to: &list)
            for address in CycledSequence(addresses, from: window.first(of: addresses.count)) { list.add(target, address) }
        case .hostnames(let targets):
            for target in CycledSequence(targets, from: window.first(of: targets.count)) { add(.service, of: target, to: &list) }
        case .endpoints(let group): add(group, to: &list)
        }
        return list.records(timeToLive: timeToLive)
    }

    private func isHere(_ name: Label?, _ transport: TransportProtocol) -> Bool {
        guard let port = node.port else { return true }
        return name == port.name && transport == port.transport
    }

    private func add(_ numbers: PortNumbers, of target: DomainName, to list: inout LocationList) {
        for port in node.service.ports where isHere(port.name, port.transport) && !list.isFull {
            if let number = numbers.number(of: port) { list.add(Location(target: target, port: number)) }
        }
    }

    /// Endpoints of one name stand side by side and stay so, for they are one target: the start is the first of its name.
    private func add(_ group: EndpointGroup, to list: inout LocationList) {
        var targets = 0
        var last: Endpoint?
        var target: DomainName?
        for endpoint in CycledSequence(group.endpoints, from: firstOfName(in: group.endpoints)) {
            if list.isFull { break }
            let ports = endpoint.ports.filter { isHere($0.name, $0.transport) }
            if ports.isEmpty { continue }
            if last?.hasName(of: endpoint) != true {
                if targets == limit(of: group) { break }
                target = zone.name(of: [endpoint.name, endpoint.cluster].compactMap(\.self), below: node.service.key)
                if target != nil { targets += 1 }
                last = endpoint
            }
            guard let target else { continue }
            for port in ports { list.add(Location(target: target, port: port.number), endpoint.preference) }
            list.add(target, endpoint.address)
        }
    }

    /// A name of more addresses than an answer has is cut somewhere.
    private func firstOfName(in endpoints: ArraySlice<Endpoint>) -> Int {
        var first = endpoints.startIndex + window.first(of: endpoints.count)
        var steps = 0
        while first > endpoints.startIndex, steps < window.limit, endpoints[first - 1].hasName(of: endpoints[first]) {
            first -= 1
            steps += 1
        }
        return first
    }
}

extension Endpoint {
    /// Whether both are one target of SRV records.
    fileprivate func hasName(of other: Endpoint) -> Bool {
        name == other.name && cluster == other.cluster
    }
}
