/// The slices of each Service, in the order of their names.
package struct SliceIndex: Sendable {
    private var slices: [ServiceKey: [EndpointSliceObject]] = [:]

    /// The slices of a Service; none where it has none.
    package subscript(service: ServiceKey) -> [EndpointSliceObject] {
        slices[service] ?? []
    }

    /// The Services that slices stand behind.
    var services: some Collection<ServiceKey> {
        slices.keys
    }

    /// Takes away the slices of objects that are gone, of each object all, and takes in others.
    mutating func apply(removed: [EndpointSliceObject], added: [EndpointSliceObject]) {
        for (service, gone) in Dictionary(grouping: removed, by: \.service) { remove(gone, of: service) }
        for (service, more) in Dictionary(grouping: added, by: \.service) {
            slices[service, default: []] += more
            // The sort is stable: the subsets of one Endpoints object stay in their order.
            slices[service]?.sort { $0.name < $1.name }
        }
    }

    private struct Identity: Hashable {
        let name: String
        let origin: EndpointOrigin

        init(_ slice: EndpointSliceObject) {
            (name, origin) = (slice.name, slice.origin)
        }
    }

    private mutating func remove(_ gone: [EndpointSliceObject], of service: ServiceKey) {
        let identities = Set(gone.map(Identity.init))
        let left = self[service].filter { !identities.contains(Identity($0)) }
        precondition(left.count + gone.count == self[service].count, "what goes was here, each object whole: \(service)")
        slices[service] = left.isEmpty ? nil : left
    }
}
