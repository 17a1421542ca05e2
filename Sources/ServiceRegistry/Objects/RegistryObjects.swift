package import DNSModel

/// Everything that was declared and accepted: what a snapshot is built from. No two Services share a key or an address.
package struct RegistryObjects: Hashable, Sendable {
    /// Namespaces that have an object of their own.
    package var namespaces: Set<Label>
    /// The Services.
    package var services: [ServiceObject]
    /// The Pods.
    package var pods: [PodObject]
    /// EndpointSlices, and the subsets of Endpoints.
    package var endpointSlices: [EndpointSliceObject]

    /// Objects of these kinds; by default none.
    package init(
        namespaces: Set<Label> = [], services: [ServiceObject] = [], pods: [PodObject] = [], endpointSlices: [EndpointSliceObject] = []
    ) {
        self.namespaces = namespaces
        self.services = services
        self.pods = pods
        self.endpointSlices = endpointSlices
    }
}
