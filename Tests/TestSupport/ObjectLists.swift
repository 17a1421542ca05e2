package import ServiceRegistry

/// Accepted objects as a test writes them down: by kind, in lists.
package struct ObjectLists {
    package var namespaces: [NamespaceObject]
    package var services: [ServiceObject]
    package var serviceImports: [ServiceImportObject]
    package var pods: [PodObject]
    package var nodes: [NodeObject]
    package var endpointSlices: [EndpointSliceObject]

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

    /// All of them, as what came to an empty registry. Slices without names stay in their order.
    package var change: RegistryChange {
        let named: [RegistryObject] =
            namespaces.map(RegistryObject.namespace) + services.map(RegistryObject.service)
            + serviceImports.map(RegistryObject.serviceImport)
        let others: [RegistryObject] = pods.map(RegistryObject.pod) + nodes.map(RegistryObject.node)
        return RegistryChange(added: named + others + [.endpointSlices(endpointSlices)])
    }

    /// The registry that holds them.
    package var registered: RegistryObjects {
        var objects = RegistryObjects()
        objects.apply(change)
        return objects
    }
}

extension RegistryBuilder {
    /// The snapshot of these objects alone.
    package func build(
        _ lists: ObjectLists, generation: UInt64, serial: UInt32, podsAreLive: Bool = true, remembering table: AllocationTable
    ) -> RegistryBuild {
        var builder = self
        return builder.build(
            lists.registered, after: lists.change, generation: generation, serial: serial, podsAreLive: podsAreLive, remembering: table)
    }
}
