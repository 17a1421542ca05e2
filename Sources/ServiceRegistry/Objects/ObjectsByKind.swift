/// Objects that came or went, sorted by kind.
struct ObjectsByKind {
    private(set) var namespaces: [NamespaceObject] = []
    private(set) var services: [ServiceObject] = []
    private(set) var serviceImports: [ServiceImportObject] = []
    private(set) var pods: [PodObject] = []
    private(set) var nodes: [NodeObject] = []
    private(set) var endpointSlices: [EndpointSliceObject] = []

    init(_ objects: [RegistryObject]) {
        for object in objects {
            switch object {
            case .namespace(let namespace): namespaces.append(namespace)
            case .service(let service): services.append(service)
            case .serviceImport(let serviceImport): serviceImports.append(serviceImport)
            case .pod(let pod): pods.append(pod)
            case .node(let node): nodes.append(node)
            case .endpointSlices(let slices): endpointSlices += slices
            }
        }
    }
}
