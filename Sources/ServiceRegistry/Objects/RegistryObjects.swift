package import DNSModel

/// Everything that was declared and accepted, found by what it is called: what a snapshot is built from. It is changed in place.
package struct RegistryObjects: Sendable {
    /// The Namespaces that have an object of their own.
    package private(set) var namespaces: [Label: NamespaceObject] = [:]
    /// The Services.
    package private(set) var services: [ServiceKey: ServiceObject] = [:]
    /// The Services of several clusters.
    package private(set) var serviceImports: [ServiceKey: ServiceImportObject] = [:]
    /// The Pods, with what selectors look at.
    package private(set) var pods = PodSelector()
    /// The Nodes.
    package private(set) var nodes: [String: NodeObject] = [:]
    /// The slices of this cluster's Services, and the subsets of Endpoints.
    package private(set) var slices = SliceIndex()
    /// The slices of imports.
    package private(set) var importedSlices = SliceIndex()
    /// What selects Pods.
    private var selectors = SelectorIndex()
    /// How many objects say that a namespace exists.
    private(set) var populations: [Label: NamespacePopulation] = [:]

    /// No objects.
    package init() {}

    /// Takes away what is gone, which is here as it was, and then takes in what came, of which nothing is here.
    package mutating func apply(_ change: RegistryChange) {
        let (removed, added) = (ObjectsByKind(change.removed), ObjectsByKind(change.added))
        remove(removed)
        add(added)
        pods.apply(removed: removed.pods, added: added.pods)
        slices.apply(removed: removed.endpointSlices.own, added: added.endpointSlices.own)
        importedSlices.apply(removed: removed.endpointSlices.imported, added: added.endpointSlices.imported)
        count(removed, by: -1)
        count(added, by: 1)
    }

    /// The Services whose selectors match any of the Pods, which have different names; of many Pods, others too
    /// (`PodSelector.mayMatchAny`).
    package func services(selectingAnyOf pods: [PodObject]) -> Set<ServiceKey> {
        var selected = PodSelector()
        selected.apply(removed: [], added: pods)
        return Set(selectors.candidates(for: pods).filter { selected.mayMatchAny(services[$0]?.selector ?? [:], in: $0.namespace) })
    }

    /// All of them but slices and Namespaces, of which nobody has to be told one by one.
    var all: [RegistryObject] {
        let pods = populations.keys.flatMap { self.pods.all(in: $0) }
        return services.values.map(RegistryObject.service) + serviceImports.values.map(RegistryObject.serviceImport)
            + pods.map(RegistryObject.pod) + nodes.values.map(RegistryObject.node)
    }

    private mutating func remove(_ objects: ObjectsByKind) {
        for namespace in objects.namespaces { Self.remove(namespace.name, from: &namespaces) }
        for service in objects.services {
            Self.remove(service.key, from: &services)
            selectors.remove(service)
        }
        for serviceImport in objects.serviceImports { Self.remove(serviceImport.key, from: &serviceImports) }
        for node in objects.nodes { Self.remove(node.name, from: &nodes) }
    }

    private static func remove<Key, Object>(_ key: Key, from objects: inout [Key: Object]) {
        precondition(objects.removeValue(forKey: key) != nil, "what goes was here: \(key)")
    }

    private mutating func add(_ objects: ObjectsByKind) {
        for namespace in objects.namespaces { Self.add(namespace, as: namespace.name, to: &namespaces) }
        for service in objects.services {
            Self.add(service, as: service.key, to: &services)
            selectors.add(service)
        }
        for serviceImport in objects.serviceImports { Self.add(serviceImport, as: serviceImport.key, to: &serviceImports) }
        for node in objects.nodes { Self.add(node, as: node.name, to: &nodes) }
    }

    private static func add<Key, Object>(_ object: Object, as key: Key, to objects: inout [Key: Object]) {
        precondition(objects.updateValue(object, forKey: key) == nil, "two objects of one name are not accepted: \(key)")
    }

    private mutating func count(_ objects: ObjectsByKind, by step: Int) {
        for namespace in objects.namespaces { populations.count(\.others, in: namespace.name, by: step) }
        for service in objects.services { populations.count(\.services, in: service.key.namespace, by: step) }
        for serviceImport in objects.serviceImports { populations.count(\.services, in: serviceImport.key.namespace, by: step) }
        for pod in objects.pods { populations.count(\.others, in: pod.namespace, by: step) }
        for slice in objects.endpointSlices { populations.count(\.others, in: slice.service.namespace, by: step) }
    }
}

extension [EndpointSliceObject] {
    fileprivate var own: [EndpointSliceObject] { filter { $0.origin.cluster == nil } }
    fileprivate var imported: [EndpointSliceObject] { filter { $0.origin.cluster != nil } }
}
