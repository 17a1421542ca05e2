import DNSModel

/// What a build has to take in: the objects that went and came, by kind.
struct RegistryTurn {
    let removed: ObjectsByKind
    let added: ObjectsByKind

    init(_ change: RegistryChange) {
        removed = ObjectsByKind(change.removed)
        added = ObjectsByKind(change.added)
    }

    /// The first turn: all objects came.
    init(all objects: RegistryObjects) {
        removed = ObjectsByKind([])
        added = ObjectsByKind(objects.all)
    }

    /// Whether any Node went or came.
    var hasNodes: Bool {
        !removed.nodes.isEmpty || !added.nodes.isEmpty
    }

    /// Whether namespaces may be shown that were hidden, or hidden that were shown.
    func movesNamespaces(_ exposure: ExposureRules) -> Bool {
        guard !exposure.namespaceSelector.requirements.isEmpty else { return false }
        return Set(removed.namespaces) != Set(added.namespaces)
    }

    /// The namespaces in which anything went or came.
    var namespaces: Set<Label> {
        var namespaces: Set<Label> = []
        for objects in [removed, added] {
            namespaces.formUnion(objects.namespaces.map(\.name))
            namespaces.formUnion(objects.services.map(\.key.namespace))
            namespaces.formUnion(objects.serviceImports.map(\.key.namespace))
            namespaces.formUnion(objects.pods.map(\.namespace))
            namespaces.formUnion(objects.endpointSlices.map(\.service.namespace))
        }
        return namespaces
    }
}
