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
        switch node.front {
        case .addresses(let addresses, _): set(of: addresses.addresses(of: family)) { $0 }
        case .hostnames: nil
        case .endpoints(let group):
            set(of: group.set.addresses(of: family), limit: limit(of: group)) { group.set.endpoints[$0].address }
        }
    }

    private func set<Base: RandomAccessCollection>(
        of base: Base, limit: Int = .max, _ address: (Base.Element) -> IPAddress
    ) -> RecordSet? where Base.Index == Int {
        guard !base.isEmpty else { return nil }
        let data = window.elements(of: base, limit: limit).map { RecordData(address: address($0)) }
        return RecordSet(data, timeToLive: timeToLive, turning: Turning(among: base.count, limit: min(window.limit, limit)))
    }

    /// A zone transfer has all endpoints: who asks the other server again gets the same ones.
    private func limit(of group: EndpointGroup) -> Int {
        window == .whole ? .max : group.limit
    }
}

extension ServiceRecords {
    private var locations: RecordSet? {
        var list = LocationList(window)
        let turning: Turning
        switch node.front {
        case .addresses(let addresses, let numbers):
            guard let target = zone.name(below: node.service.key) else { return nil }
            list.add(target, self.numbers(numbers))
            list.add(target, window.elements(of: addresses.all))
            turning = Turning(among: addresses.all.count, limit: window.limit)
        case .hostnames(let targets):
            let numbers = numbers(.service)
            for target in window.elements(of: targets) { list.add(target, numbers) }
            turning = list.turning(among: targets.count)
        case .endpoints(let group): turning = add(group, to: &list)
        }
        return list.records(timeToLive: timeToLive, turning: turning)
    }

    private func numbers(_ kind: PortNumbers) -> [UInt16] {
        node.service.ports.filter { node.has($0.name, $0.transport) }.compactMap(kind.number)
    }

    /// Endpoints of one name stand side by side and stay so, for they are one target: the start is the first of its name. Each
    /// location makes a record, unless the name of its target is too long: so a window of them is enough.
    private func add(_ group: EndpointGroup, to list: inout LocationList) -> Turning {
        let locations = group.set.locations(of: node.port)
        let first = group.set.firstLocation(ofTargetAt: window.first(of: locations.count), on: node.port)
        var targets = TargetReader(node: node, zone: zone)
        for position in CycledSequence(locations, from: first, limit: window.limit) where !list.isFull {
            let endpoint = group.set.endpoints[position]
            if targets.advance(to: endpoint) {
                if targets.count > limit(of: group) { return .part }
                list.add(
                    targets.last, group.set.addresses(ofTargetAt: position, on: node.port, limit: list.addressesMissing))
            }
            list.add(targets.last, targets.numbers, endpoint.preference)
        }
        return list.turning(among: locations.count)
    }
}

/// Names the targets of SRV records while their endpoints are walked through.
private struct TargetReader {
    let node: ServiceNode
    let zone: ServedZone
    private var labels: EndpointLabels?
    /// The name of the last endpoint; nil when it is too long (design rule 16).
    private(set) var last: DomainName?
    /// How many could be named.
    private(set) var count = 0
    private var ports: [EndpointPort] = []
    /// Those numbers of the last endpoint that are asked for.
    private(set) var numbers: [UInt16] = []

    init(node: ServiceNode, zone: ServedZone) {
        self.node = node
        self.zone = zone
    }

    /// Whether this endpoint is the first of its name. Neighbours mostly have the same ports.
    mutating func advance(to endpoint: Endpoint) -> Bool {
        if endpoint.ports != ports {
            ports = endpoint.ports
            numbers = ports.filter { node.has($0.name, $0.transport) }.map(\.number)
        }
        let itsLabels = endpoint.labels
        if itsLabels == labels { return false }
        labels = itsLabels
        last = zone.name(of: itsLabels.all, below: node.service.key)
        if last != nil { count += 1 }
        return true
    }
}

extension ServiceNode {
    /// Whether the records of a port of this name are here.
    fileprivate func has(_ name: Label?, _ transport: TransportProtocol) -> Bool {
        guard let port else { return true }
        return name == port.name && transport == port.transport
    }
}
