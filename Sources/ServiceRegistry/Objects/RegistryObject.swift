/// One accepted object, by its kind: what the registry takes of it.
package enum RegistryObject: Hashable, Sendable {
    case namespace(NamespaceObject)
    case service(ServiceObject)
    case serviceImport(ServiceImportObject)
    case pod(PodObject)
    case node(NodeObject)
    /// One or two of an EndpointSlice (that of a Service may be that of an import too), one for each subset of an Endpoints object.
    case endpointSlices([EndpointSliceObject])
}
