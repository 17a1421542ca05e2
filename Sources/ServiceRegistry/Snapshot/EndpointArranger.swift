import DNSModel

/// Arranges the endpoints of one Service once, when the snapshot is made, so that no answer has to.
struct EndpointArranger {
    private let endpoints: [Endpoint]

    init(_ endpoints: [Endpoint]) {
        self.endpoints = endpoints
    }

    /// All of them, behind a cluster IP: only their own names have records.
    var named: EndpointSet {
        let all = EndpointPositions(endpoints.indices)
        let none = EndpointPositions(0..<0)
        return EndpointSet(endpoints, ipv4: none, ipv6: none, anyPort: ports(of: all, areNamed: false).anyPort)
    }

    /// All of them, behind the name of a headless Service.
    var whole: EndpointSet {
        arranged(EndpointPositions(endpoints.indices))
    }

    /// Those in each topology zone.
    var topologyZones: [Label: EndpointSet] {
        var positions: [Label: [Int32]] = [:]
        for (position, endpoint) in endpoints.enumerated() {
            if let zone = endpoint.zone { positions[zone, default: []].append(Int32(truncatingIfNeeded: position)) }
        }
        return positions.mapValues { arranged(EndpointPositions($0)) }
    }

    private func arranged(_ members: EndpointPositions) -> EndpointSet {
        var seen: Set<IPAddress> = []
        var ipv4: [Int32] = []
        var ipv6: [Int32] = []
        for position in members where seen.insert(endpoints[position].address).inserted {
            switch endpoints[position].address.family {
            case .ipv4: ipv4.append(Int32(truncatingIfNeeded: position))
            case .ipv6: ipv6.append(Int32(truncatingIfNeeded: position))
            }
        }
        let listeners = ports(of: members, areNamed: true)
        return EndpointSet(
            endpoints, ipv4: EndpointPositions(ipv4, of: members), ipv6: EndpointPositions(ipv6, of: members),
            anyPort: listeners.anyPort, ports: listeners.named)
    }
}

extension EndpointArranger {
    /// Who listens on which port.
    private struct Ports {
        var anyPort: EndpointSet.Listeners
        var named: [EndpointSet.PortListeners] = []
    }

    /// Mostly all have the same ports.
    private func ports(of members: EndpointPositions, areNamed: Bool) -> Ports {
        guard let first = members.first else { return Ports(anyPort: .none) }
        let ports = endpoints[first].ports
        guard members.allSatisfy({ endpoints[$0].ports == ports }) else { return differentPorts(of: members, areNamed: areNamed) }
        if ports.isEmpty { return Ports(anyPort: .none) }
        let listeners = EndpointSet.Listeners(all: members, locations: firstOfEachName(in: members))
        let named = areNamed ? Set(ports.compactMap { NamedPort($0.name, $0.transport) }).sorted() : []
        return Ports(anyPort: listeners, named: named.map { EndpointSet.PortListeners(port: $0, listeners: listeners) })
    }

    private func firstOfEachName(in members: EndpointPositions) -> EndpointPositions {
        var last: Int?
        let firsts = members.filter { position in
            defer { last = position }
            return last.map { !endpoints[$0].sharesLabels(with: endpoints[position]) } ?? true
        }
        return EndpointPositions(firsts.map { Int32(truncatingIfNeeded: $0) }, of: members)
    }

    private func differentPorts(of members: EndpointPositions, areNamed: Bool) -> Ports {
        var sorter = PortSorter(areNamed: areNamed)
        for position in members { sorter.add(endpoints[position], at: Int32(truncatingIfNeeded: position)) }
        let named = sorter.named.sorted { $0.key < $1.key }
        return Ports(
            anyPort: sorter.anyPort.settled(among: members),
            named: named.map { EndpointSet.PortListeners(port: $0, listeners: $1.settled(among: members)) })
    }
}

/// Sorts endpoints by the ports that they listen on.
private struct PortSorter {
    let areNamed: Bool
    private(set) var anyPort = Listeners()
    private(set) var named: [NamedPort: Listeners] = [:]
    private var last: Endpoint?
    /// The numbers and ports that endpoints of one name have.
    private var numbers: Set<UInt16> = []
    private var ports: Set<EndpointPort> = []

    struct Listeners {
        private var all: [Int32] = []
        private var locations: [Int32] = []

        mutating func add(_ position: Int32, isNew: Bool) {
            if all.last != position { all.append(position) }
            if isNew, locations.last != position { locations.append(position) }
        }

        func settled(among members: EndpointPositions) -> EndpointSet.Listeners {
            let all = EndpointPositions(all, of: members)
            return EndpointSet.Listeners(all: all, locations: EndpointPositions(locations, of: all))
        }
    }

    init(areNamed: Bool) {
        self.areNamed = areNamed
    }

    mutating func add(_ endpoint: Endpoint, at position: Int32) {
        if last.map({ !$0.sharesLabels(with: endpoint) }) ?? true { (numbers, ports) = ([], []) }
        last = endpoint
        for port in endpoint.ports {
            anyPort.add(position, isNew: numbers.insert(port.number).inserted)
            guard areNamed, let name = NamedPort(port.name, port.transport) else { continue }
            named[name, default: Listeners()].add(position, isNew: ports.insert(port).inserted)
        }
    }
}
