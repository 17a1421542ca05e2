import DNSModel

extension RegistryObjects {
    /// What is left when the rest is hidden. Slices of hidden Services stay: that they live in a namespace says that it exists.
    func shown(by rules: ExposureRules) -> RegistryObjects {
        guard rules.hidesObjects else { return self }
        let shown = ShownNamespaces(of: self, by: rules)
        func isShown(_ key: ServiceKey, _ labels: [String: String]) -> Bool {
            shown.contains(key.namespace) && rules.serviceSelector.matches(labels)
        }
        return RegistryObjects(
            namespaces: namespaces.filter { shown.contains($0.name) }, services: services.filter { isShown($0.key, $0.labels) },
            serviceImports: serviceImports.filter { isShown($0.key, $0.labels) }, pods: pods.filter { shown.contains($0.namespace) },
            nodes: nodes, endpointSlices: endpointSlices.filter { shown.contains($0.service.namespace) })
    }
}

/// The namespaces of some objects that are shown.
struct ShownNamespaces {
    let names: Set<Label>

    init(of objects: RegistryObjects, by rules: ExposureRules) {
        let labels = Dictionary(objects.namespaces.map { ($0.name, $0.labels) }) { first, _ in first }
        var all = Set(labels.keys).union(objects.services.map(\.key.namespace)).union(objects.serviceImports.map(\.key.namespace))
        all.formUnion(objects.pods.map(\.namespace))
        all.formUnion(objects.endpointSlices.map(\.service.namespace))
        names = all.filter { rules.shows(namespace: $0, labels: labels[$0] ?? [:]) }
    }

    func contains(_ namespace: Label) -> Bool {
        names.contains(namespace)
    }
}

extension ExposureRules {
    /// Whether any object can be hidden.
    var hidesObjects: Bool {
        namespaces != nil || !namespaceSelector.requirements.isEmpty || !serviceSelector.requirements.isEmpty
    }

    /// The API server labels every namespace with its name (Kubernetes, "Well-Known Labels"); manifests leave that out.
    fileprivate func shows(namespace: Label, labels: [String: String]) -> Bool {
        guard namespaces?.contains(namespace) ?? true else { return false }
        return namespaceSelector.matches(labels.merging(["kubernetes.io/metadata.name": namespace.description]) { $1 })
    }
}
