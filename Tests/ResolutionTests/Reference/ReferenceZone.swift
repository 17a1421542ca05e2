import DNSModel
import Resolution
import ServiceRegistry

/// A zone and all its records with fixed owners, made by loops over the objects.
struct ReferenceZone {
    enum View {
        case cluster
        case multicluster
        case external(ExternalZoneRules)
        case reverse
    }

    let view: View
    let origin: DomainName
    let authority: StartOfAuthority
    /// Names at and below which no object has a name here: another zone's, or the name server's.
    let hidden: [DomainName]
    private(set) var records: [ReferenceRecord] = []
    /// The owners of the records, in their order.
    private(set) var owners: [String] = []
    /// Names that exist without a record.
    private(set) var emptyNames: [String] = []
    /// Names at and below which nothing exists yet, because no endpoint is ready or no address is assigned.
    private(set) var awaited: [String] = []
    /// Names of endpoints that are not ready.
    private(set) var unready: [String] = []
    /// Names of Services in this zone: those of which short names speak.
    private(set) var services: [String] = []
    /// Every name that exists: owners, empty names, and all between them and the zone's own.
    private(set) var existing: [String] = []

    init(_ view: View, _ origin: DomainName, authority: StartOfAuthority, hidden: [DomainName] = []) {
        self.hidden = hidden
        self.view = view
        self.origin = origin
        self.authority = authority
    }

    var isReverse: Bool {
        if case .reverse = view { true } else { false }
    }

    func name(_ labels: [Label], _ service: ServiceKey) -> DomainName? {
        var labels = labels + [service.name, service.namespace]
        switch view {
        case .cluster, .multicluster: labels.append("svc")
        case .external, .reverse: break
        }
        guard let name = DomainName(labels, in: origin), !hidden.contains(where: { name.isWithin($0) }) else { return nil }
        return name
    }

    mutating func add(
        _ owner: DomainName?, _ data: RecordData, _ timeToLive: UInt32, sharesWeight: Bool = false, limit: Int? = nil,
        address: IPAddress? = nil
    ) {
        guard let owner else { return }
        let record = ReferenceRecord(
            owner: owner.key, data: data, timeToLive: timeToLive, sharesWeight: sharesWeight, limit: limit, address: address)
        if !records.contains(record) { records.append(record) }
    }

    mutating func addEmpty(_ labels: [Label]) {
        if let name = DomainName(labels, in: origin) { emptyNames.append(name.key) }
    }

    mutating func addEmpty(_ name: DomainName?) {
        if let name, name.isWithin(origin) { emptyNames.append(name.key) }
    }

    mutating func addService(_ service: ServiceKey) {
        if let name = name([], service) { services.append(name.key) }
    }

    mutating func addAwaited(_ service: ServiceKey) {
        if let name = name([], service) { awaited.append(name.key) }
    }

    mutating func addUnready(_ labels: [Label], _ service: ServiceKey) {
        if let name = name(labels, service) { unready.append(name.key) }
    }

    /// What follows from the records: to be called once they are complete.
    mutating func finish() {
        owners = records.map(\.owner)
        var names: Set<String> = [origin.key]
        for name in owners + emptyNames {
            var rest = name[...]
            while rest.count > origin.key.count {
                names.insert(String(rest))
                rest = rest.drop { $0 != "." }.dropFirst()
            }
        }
        existing = names.sorted()
    }

    func exists(_ key: String) -> Bool {
        existing.contains(key)
    }

    func isAwaited(_ key: String) -> Bool {
        unready.contains(key) || awaited.contains { key == $0 || key.hasSuffix("." + $0) }
    }
}
