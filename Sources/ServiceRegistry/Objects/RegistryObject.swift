/// One accepted object, by its kind: what the registry takes of it. In one word: there may be many.
package enum RegistryObject: Hashable, Sendable {
    indirect case namespace(NamespaceObject)
    case service(ServiceObject)
    indirect case serviceImport(ServiceImportObject)
    case pod(PodObject)
    indirect case node(NodeObject)
    /// One or two of an EndpointSlice (that of a Service may be that of an import too), one for each subset of an Endpoints object.
    case endpointSlices([EndpointSliceObject])
}
