/// Everything that was declared and accepted: what a snapshot is built from. No two Services share a key or an address, no two
/// of any other kind an identity.
package struct RegistryObjects: Hashable, Sendable {
    /// Namespaces that have an object of their own.
    package var namespaces: [NamespaceObject]
    /// The Services.
    package var services: [ServiceObject]
    /// The Services of several clusters.
    package var serviceImports: [ServiceImportObject]
    /// The Pods.
    package var pods: [PodObject]
    /// The Nodes.
    package var nodes: [NodeObject]
    /// EndpointSlices, and the subsets of Endpoints.
    package var endpointSlices: [EndpointSliceObject]

    /// Objects of these kinds; by default none.
    package init(
        namespaces: [NamespaceObject] = [], services: [ServiceObject] = [], serviceImports: [ServiceImportObject] = [],
        pods: [PodObject] = [], nodes: [NodeObject] = [], endpointSlices: [EndpointSliceObject] = []
    ) {
        self.namespaces = namespaces
        self.services = services
        self.serviceImports = serviceImports
        self.pods = pods
        self.nodes = nodes
        self.endpointSlices = endpointSlices
    }
}
