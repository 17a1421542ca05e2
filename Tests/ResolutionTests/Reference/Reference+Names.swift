import DNSModel
import Resolution
import ServiceRegistry
import TestSupport

/// The names that have no fixed owner: Pods', those of topology zones that nobody has, and short ones.
extension Reference {
    func records(at name: DomainName, _ key: String, in zone: ReferenceZone) -> [ReferenceRecord] {
        let fixed = zone.owners.indices.filter { zone.owners[$0] == key }.map { zone.records[$0] }
        guard fixed.isEmpty, case .cluster = zone.view, let labels = name.labels(below: zone.origin) else { return fixed }
        if let address = podAddress(labels) {
            return [ReferenceRecord(owner: key, data: RecordData(address: address), timeToLive: world.timeToLive)]
        }
        guard let parent = zoneAwareParent(labels, in: zone), labels[1] == "prefer" else { return [] }
        return zone.records.filter { $0.owner == parent }
    }

    /// Names that have no fixed owner and no record either: `<zone>.pin._zone.<svc>` of a topology zone that nobody has.
    func hasNameWithoutRecord(_ name: DomainName, in zone: ReferenceZone) -> Bool {
        guard case .cluster = zone.view, let labels = name.labels(below: zone.origin) else { return false }
        return zoneAwareParent(labels, in: zone) != nil
    }

    /// The Service that `<zone>.pin._zone.<svc>.<ns>.svc` or `<zone>.prefer._zone.<svc>.<ns>.svc` is about.
    private func zoneAwareParent(_ labels: [Label], in zone: ReferenceZone) -> String? {
        guard labels.count == 6, let parent = DomainName(Array(labels.dropFirst()), in: zone.origin)?.key,
            zone.emptyNames.contains(parent), labels[2] == "_zone"
        else { return nil }
        return DomainName(Array(labels.dropFirst(3)), in: zone.origin)?.key
    }

    /// The address that `<dashed-ip>.<ns>.pod` is about.
    private func podAddress(_ labels: [Label]) -> IPAddress? {
        guard labels.count == 3, labels[2] == "pod", namespaces.contains(labels[1]) else { return nil }
        let text = String(decoding: labels[0].octets, as: UTF8.self)
        guard !text.contains("."), !text.contains(":") else { return nil }
        func written(_ separator: Character) -> String {
            String(text.map { $0 == "-" ? separator : $0 })
        }
        guard let address = IPAddress(written(".")) ?? IPAddress(written(":")) else { return nil }
        switch world.podNames {
        case .disabled: return nil
        case .insecure: return address
        case .verified:
            return pods.contains { $0.namespace == labels[1] && !$0.hasEnded && $0.addresses.contains(address) } ? address : nil
        }
    }

    /// The whole name that one of two labels or more stands for.
    func completed(_ name: DomainName, _ type: RecordType) -> DomainName? {
        let labels = name.labels
        guard mayBeShort(labels, type), labels.count > 1 else { return nil }
        if labels.last == "svc", let full = service(labels) { return full }
        return service(labels + ["svc"])
    }

    /// The whole name that one label stands for, where this client asks.
    func completed(_ name: DomainName, _ type: RecordType, forClient client: IPAddress) -> DomainName? {
        let labels = name.labels
        guard mayBeShort(labels, type), labels.count == 1, let home = namespace(of: client) else { return nil }
        return service(labels + [home, "svc"])
    }

    private func mayBeShort(_ labels: [Label], _ type: RecordType) -> Bool {
        let ofZones: [RecordType] = [.ns, .soa, .ds, .dnskey]
        return world.defaultNamespace != nil && !ofZones.contains(type) && labels.last != "localhost"
    }

    /// The whole name, when it is a Service's, or an endpoint or SRV name below one.
    private func service(_ labels: [Label]) -> DomainName? {
        guard labels.count >= 3, let name = DomainName(labels, in: zones[0].origin),
            let service = DomainName(Array(labels.suffix(3)), in: zones[0].origin)
        else { return nil }
        let front = labels.dropLast(3)
        let isLocation = front.count == 2 && "\(front[0])".hasPrefix("_") && ["_tcp", "_udp", "_sctp"].contains(front[1])
        guard front.isEmpty || (front.count == 1 && front[0] != "_zone") || isLocation else { return nil }
        return zones[0].services.contains(service.key) ? name : nil
    }

    private func namespace(of client: IPAddress) -> Label? {
        let own = world.objects.pods.filter { !$0.hasEnded && !$0.usesHostNetwork && $0.addresses.contains(client) }
        if own.count == 1 { return own[0].namespace }
        let ranges = world.clientRanges.filter { $0.key.contains(client) }
        return ranges.max { $0.key.length < $1.key.length }?.value ?? world.defaultNamespace
    }
}
