package import DNSModel
package import ServiceRegistry

/// A name that is not there, and may be another one misspelt (design rule 14).
package struct NearMiss: Hashable, Sendable {
    private let missing: ServiceKey
    private let zone: ServedZone

    /// The most letters that are wrong in a name that is still recognized.
    static let maximumDistance = 2

    /// nil for a resolution that missed no Service.
    package init?(_ resolution: Resolution) {
        guard case .nameError(.unknownService(let key), let authority) = resolution.outcome else { return nil }
        missing = key
        zone = authority.zone
    }

    /// The name in the same namespace that is nearest to the missing one, of those that the zone has; nil when none is near.
    /// It costs a look at every name of the namespace.
    package func nearest(in snapshot: RegistrySnapshot) -> Label? {
        var best: (name: Label, distance: Int)?
        for name in snapshot.namespace(missing.namespace)?.serviceNames ?? [] {
            let bound = min(Self.maximumDistance, missing.name.octets.count - 1, (best?.distance ?? .max) - 1)
            guard let distance = missing.name.distance(to: name, atMost: bound), isShown(name, in: snapshot) else { continue }
            best = (name, distance)
        }
        return best?.name
    }

    private func isShown(_ name: Label, in snapshot: RegistrySnapshot) -> Bool {
        let key = ServiceKey(namespace: missing.namespace, name: name)
        guard zone.name(below: key) != nil else { return false }
        return switch zone.view {
        case .cluster: true
        case .multicluster: snapshot.serviceImport(key).map { $0.absence == nil } ?? false
        case .external(let rules): snapshot.service(key).map(ExternalZone(snapshot: snapshot, rules: rules).shows) ?? false
        case .reverse: false
        }
    }
}

extension Label {
    /// How many octets have to be added, left out or replaced to make the other label; nil when that is more than `bound`.
    fileprivate func distance(to other: Label, atMost bound: Int) -> Int? {
        guard bound >= 0, abs(octets.count - other.octets.count) <= bound else { return nil }
        var above = Array(0...other.octets.count)
        for (row, octet) in octets.enumerated() {
            var current = [row + 1]
            for (column, otherOctet) in other.octets.enumerated() {
                let replaced = above[column] + (octet == otherOctet ? 0 : 1)
                current.append(min(replaced, above[column + 1] + 1, current[column] + 1))
            }
            guard current.contains(where: { $0 <= bound }) else { return nil }
            above = current
        }
        return above.last.flatMap { $0 <= bound ? $0 : nil }
    }
}
