package import DNSModel

/// Endpoints that stand behind one name, arranged as answers pick them: an answer looks only at those that it names.
package struct EndpointSet: Hashable, Sendable {
    /// The endpoints of the whole Service, ordered by cluster, name and address, of which the positions speak.
    package let endpoints: [Endpoint]
    private let ipv4: EndpointPositions
    private let ipv6: EndpointPositions
    private let anyPort: Listeners
    /// Those of each named port, in the order of the ports.
    private let ports: [PortListeners]

    /// The endpoints that listen on a port.
    struct Listeners: Hashable, Sendable {
        /// All of them.
        let all: EndpointPositions
        /// Those that have a number that no endpoint of the same name before them has: each makes a SRV record of its own.
        let locations: EndpointPositions
    }

    /// The endpoints that listen on a port of this name.
    struct PortListeners: Hashable, Sendable {
        let port: NamedPort
        let listeners: Listeners
    }

    init(
        _ endpoints: [Endpoint], ipv4: EndpointPositions, ipv6: EndpointPositions, anyPort: Listeners, ports: [PortListeners] = []
    ) {
        self.endpoints = endpoints
        self.ipv4 = ipv4
        self.ipv6 = ipv6
        self.anyPort = anyPort
        self.ports = ports
    }

    /// The ports that have a name, in their order.
    var namedPorts: [NamedPort] {
        ports.map(\.port)
    }

    /// The distinct addresses of a family: an endpoint of each.
    package func addresses(of family: AddressFamily) -> EndpointPositions {
        switch family {
        case .ipv4: ipv4
        case .ipv6: ipv6
        }
    }

    /// The endpoints that make SRV records for a port, or for any (nil).
    package func locations(of port: NamedPort?) -> EndpointPositions {
        listeners(on: port).locations
    }

    /// Where the records of a target begin among the locations of a port, one of which is at this index.
    package func firstLocation(ofTargetAt index: Int, on port: NamedPort?) -> Int {
        let locations = locations(of: port)
        guard locations.indices.contains(index) else { return index }
        let labels = endpoints[locations[index]].labels
        return locations.partitioningIndex { !endpoints[$0].precedes(labels) }
    }

    /// The addresses of the target whose first location this is: of its endpoints that listen on the port, at most so many.
    package func addresses(ofTargetAt position: Int, on port: NamedPort?, limit: Int) -> some Sequence<IPAddress> {
        let all = listeners(on: port).all
        let target = endpoints[position]
        return all[all.index(ofPosition: position)...].prefix(limit).lazy
            .map { endpoints[$0] }.prefix { $0.sharesLabels(with: target) }.map(\.address)
    }

    /// Those of one name, several where addresses share a hostname; nil when there are none.
    func named(_ labels: EndpointLabels) -> EndpointSet? {
        let first = endpoints.partitioningIndex { !$0.precedes(labels) }
        let end = endpoints[first...].partitioningIndex { !$0.has(labels) }
        guard first < end else { return nil }
        let middle = endpoints[first..<end].partitioningIndex { $0.address.family == .ipv6 }
        let listeners = Listeners(all: anyPort.all.within(first..<end), locations: anyPort.locations.within(first..<end))
        return EndpointSet(endpoints, ipv4: EndpointPositions(first..<middle), ipv6: EndpointPositions(middle..<end), anyPort: listeners)
    }

    private func listeners(on port: NamedPort?) -> Listeners {
        guard let port else { return anyPort }
        let index = ports.partitioningIndex { $0.port >= port }
        return index < ports.endIndex && ports[index].port == port ? ports[index].listeners : .none
    }
}

extension EndpointSet.Listeners {
    static let none = EndpointSet.Listeners(all: EndpointPositions(0..<0), locations: EndpointPositions(0..<0))
}
