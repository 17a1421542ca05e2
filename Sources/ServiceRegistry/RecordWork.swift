import DNSModel

/// Which records and namespaces a build makes anew.
struct RecordWork {
    /// In their order, which is that in which they find room.
    let services: [ServiceKey]
    let imports: [ServiceKey]
    let namespaces: Set<Label>
    /// The Pods whose addresses go and come, by namespace.
    let removedPods: [Label: [PodObject]]
    let addedPods: [Label: [PodObject]]

    /// Everything.
    init(all objects: RegistryObjects) {
        services = objects.services.keys.sorted()
        imports = objects.serviceImports.keys.sorted()
        namespaces = Set(objects.populations.keys)
        removedPods = [:]
        addedPods = Dictionary(uniqueKeysWithValues: namespaces.map { ($0, objects.pods.all(in: $0)) })
    }

    /// What depends on the objects that went and came, and the Services whose cluster IPs moved.
    init(after turn: RegistryTurn, in objects: RegistryObjects, moved: Set<ServiceKey>) {
        var services = moved
        var imports: Set<ServiceKey> = []
        for side in [turn.removed, turn.added] {
            services.formUnion(side.services.map(\.key))
            imports.formUnion(side.serviceImports.map(\.key))
            services.formUnion(side.endpointSlices.filter { $0.origin.cluster == nil }.map(\.service))
            imports.formUnion(side.endpointSlices.filter { $0.origin.cluster != nil }.map(\.service))
            services.formUnion(objects.services(selectingAnyOf: side.pods))
        }
        services.formUnion(Self.namingPods(withOtherPreferencesIn: turn, objects))
        self.services = services.sorted()
        self.imports = imports.sorted()
        namespaces = turn.namespaces.union(moved.map(\.namespace))
        removedPods = Dictionary(grouping: turn.removed.pods, by: \.namespace)
        addedPods = Dictionary(grouping: turn.added.pods, by: \.namespace)
    }

    private struct PodKey: Hashable {
        let namespace: Label
        let name: String
    }

    /// The Services whose slices name a Pod that says something else of its SRV records now. That is rare: then all slices are
    /// looked through.
    private static func namingPods(withOtherPreferencesIn turn: RegistryTurn, _ objects: RegistryObjects) -> [ServiceKey] {
        let changed = preferences(of: turn.removed).symmetricDifference(preferences(of: turn.added))
        guard !changed.isEmpty else { return [] }
        let pods = Set(changed.map(\.pod))
        return objects.slices.services.filter { service in
            objects.slices[service].contains { slice in
                slice.endpoints.contains { endpoint in
                    endpoint.podName.map { pods.contains(PodKey(namespace: service.namespace, name: $0)) } ?? false
                }
            }
        }
    }

    private struct Telling: Hashable {
        let pod: PodKey
        let preference: LocationPreference
    }

    private static func preferences(of objects: ObjectsByKind) -> Set<Telling> {
        Set(
            objects.pods.filter { $0.locationPreference != LocationPreference() }.map { pod in
                Telling(pod: PodKey(namespace: pod.namespace, name: pod.name), preference: pod.locationPreference)
            })
    }
}
