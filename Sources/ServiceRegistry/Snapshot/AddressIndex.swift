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
    private var rows = OrderedChunks<AddressRow>()

    /// Takes away rows, which are here, and takes in others.
    mutating func replace(_ gone: [AddressRow], with come: [AddressRow]) {
        rows.replace(gone.sorted { $0.precedes($1) }, with: come.sorted { $0.precedes($1) })
    }

    func hasAddress(from first: IPAddress, through last: IPAddress) -> Bool {
        var found = rows.iterator { $0.address >= first }
        return found.next().map { $0.address <= last } ?? false
    }

    /// Who has an address; of endpoints at most so many names.
    func owner(of address: IPAddress, limit: Int) -> AddressOwner? {
        var found = rows.iterator { $0.address >= address }
        guard let first = found.next(), first.address == address else { return nil }
        if first.rank == .clusterIP { return .clusterIP(first.service.key) }
        var sharing = [first]
        while sharing.count < limit, let next = found.next(), next.address == address { sharing.append(next) }
        if first.rank == .external { return .external(sharing.prefix(limit).map(\.service.key)) }
        return .endpoints(sharing.prefix(limit).prefix { $0.rank != .external }.map(\.endpointName))
    }

    /// Every address, in numeric order, each once.
    var addresses: some Sequence<IPAddress> {
        var rest = rows.makeIterator()
        return sequence(state: nil as IPAddress?) { last in
            while let row = rest.next() {
                guard row.address != last else { continue }
                last = row.address
                return last
            }
            return nil
        }
    }
}
