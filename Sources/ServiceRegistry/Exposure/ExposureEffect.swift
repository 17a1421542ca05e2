/// What rules of exposure do to some objects, for the person who wrote them.
package struct ExposureEffect: Hashable, Sendable {
    /// How many Services are hidden.
    package let hiddenServices: Int
    /// The rules that show nothing.
    package let mistakes: [ExposureMistake]

    /// Nothing: all objects are shown.
    package init() {
        (hiddenServices, mistakes) = (0, [])
    }

    /// What these rules do to these objects, of which a snapshot shows the rest.
    package init(of rules: ExposureRules, on objects: RegistryObjects, shown snapshot: RegistrySnapshot) {
        self = rules.hidesObjects ? ExposureEffect(ofHiding: rules, objects, snapshot) : ExposureEffect()
    }

    private init(ofHiding rules: ExposureRules, _ objects: RegistryObjects, _ snapshot: RegistrySnapshot) {
        let listed = objects.namespaces(shownBy: ExposureRules(namespaces: rules.namespaces))
        let shown = objects.namespaces(shownBy: rules)
        hiddenServices = objects.services.count - snapshot.serviceCount
        var mistakes = (rules.namespaces ?? []).subtracting(listed).sorted().map(ExposureMistake.emptyNamespace)
        if !listed.isEmpty, shown.isEmpty { mistakes.append(.namespaceSelector) }
        let isSelectable = shown.contains { objects.populations[$0, default: NamespacePopulation()].services > 0 }
        if isSelectable, snapshot.serviceCount + snapshot.importCount == 0 { mistakes.append(.serviceSelector) }
        self.mistakes = mistakes
    }
}
