import DNSModel
import ServiceRegistry

/// Which names the reverse zones have (design rule 8).
struct ReverseZone {
    let snapshot: RegistrySnapshot
    let zones: ZoneTable
    /// The most names of one address.
    let limit: Int

    func find(_ name: ReverseName) -> Existence {
        switch name.form {
        case .apex: .exists(.apex)
        case .address: find(name.first)
        case .range: snapshot.hasAddress(from: name.first, through: name.last) ? .exists(.empty) : .doesNotExist(.unknownAddress)
        case .unknown: .doesNotExist(.unknownForm)
        }
    }

    /// Whether the name is a known address', or below one: nobody else has those.
    func knows(_ name: ReverseName) -> Bool {
        name.first == name.last && snapshot.owner(of: name.first, limit: 1) != nil
    }

    private func find(_ address: IPAddress) -> Existence {
        let names = names(of: address)
        return names.isEmpty ? .doesNotExist(.unknownAddress) : .exists(.address(names))
    }

    private func names(of address: IPAddress) -> [DomainName] {
        switch snapshot.owner(of: address, limit: limit) {
        case nil: []
        case .clusterIP(let key): [zones.cluster.name(below: key)].compactMap(\.self)
        case .endpoints(let endpoints): endpoints.compactMap { zones.cluster.name(of: [$0.name], below: $0.service) }
        case .external(let keys): keys.flatMap { key in zones.namingExternalAddresses.compactMap { $0.name(below: key) } }
        }
    }
}
