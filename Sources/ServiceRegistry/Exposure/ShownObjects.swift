import DNSModel

/// Which objects rules of exposure show.
struct ShownObjects {
    private let rules: ExposureRules
    /// The namespaces that are shown, of those in which any object lives; nil where all are.
    private let namespaces: Set<Label>?

    init(_ objects: RegistryObjects, _ rules: ExposureRules) {
        self.rules = rules
        namespaces = rules.hidesObjects ? objects.namespaces(shownBy: rules) : nil
    }

    func shows(_ namespace: Label) -> Bool {
        namespaces?.contains(namespace) ?? true
    }

    func contains(_ service: ServiceObject) -> Bool {
        contains(service.key, service.labels)
    }

    func contains(_ serviceImport: ServiceImportObject) -> Bool {
        contains(serviceImport.key, serviceImport.labels)
    }

    private func contains(_ key: ServiceKey, _ labels: [String: String]) -> Bool {
        shows(key.namespace) && rules.serviceSelector.matches(labels)
    }
}

extension RegistryObjects {
    /// The namespaces that are shown, of those in which any object lives.
    func namespaces(shownBy rules: ExposureRules) -> Set<Label> {
        Set(populations.keys.filter { rules.shows(namespace: $0, labels: namespaces[$0]?.labels ?? [:]) })
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
        if namespaceSelector.requirements.isEmpty { return true }
        return namespaceSelector.matches(labels.merging(["kubernetes.io/metadata.name": namespace.description]) { $1 })
    }
}
