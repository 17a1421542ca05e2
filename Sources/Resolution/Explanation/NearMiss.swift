package import DNSModel
package import ServiceRegistry

/// A name that is not there, and may be another one misspelt (design rule 14).
package struct NearMiss: Hashable, Sendable {
    private let missing: ServiceKey
    private let zone: ServedZone

    /// nil for a resolution that missed no Service.
    package init?(_ resolution: Resolution) {
        switch resolution.outcome {
        case .nameError(.unknownService(let key), let authority): (missing, zone) = (key, authority.zone)
        case .unknownShortName(let key, let zone): (missing, self.zone) = (key, zone)
        case .records, .anyRecords, .aliasOnly, .noData, .nameError, .outside, .search, .outOfZone, .refused: return nil
        }
    }

    /// The name in the same namespace that is nearest to the missing one, of those that the zone has; nil when none is near.
    /// It costs a look at so many names at most as `RegistryLimits.comparedNames` says.
    package func nearest(in snapshot: RegistrySnapshot) -> Label? {
        var best: (name: Label, distance: Int)?
        var spelling = SpellingDistance(from: missing.name)
        for name in snapshot.namespace(missing.namespace)?.serviceNames ?? [] {
            let bound = min(SpellingDistance.maximum, missing.name.octets.count - 1, (best?.distance ?? .max) - 1)
            guard let distance = spelling.distance(to: name, atMost: bound), isShown(name, in: snapshot) else { continue }
            best = (name, distance)
        }
        return best?.name
    }

    private func isShown(_ name: Label, in snapshot: RegistrySnapshot) -> Bool {
        let key = ServiceKey(namespace: missing.namespace, name: name)
        guard zone.name(below: key) != nil else { return false }
        return switch zone.view {
        case .cluster: snapshot.service(key).map { $0.absence == nil } ?? false
        case .multicluster: snapshot.serviceImport(key).map { $0.absence == nil } ?? false
        case .external(let rules): snapshot.service(key).map(ExternalZone(snapshot: snapshot, rules: rules).shows) ?? false
        case .reverse: false
        }
    }
}
