/// What rules of exposure do to some objects, for the person who wrote them.
package struct ExposureEffect: Hashable, Sendable {
    /// How many Services are hidden.
    package let hiddenServices: Int
    /// The rules that show nothing.
    package let mistakes: [ExposureMistake]

    /// Nothing: all objects are shown.
    package init() {
        self.init(of: ExposureRules(), on: RegistryObjects())
    }

    /// What these rules do to these objects.
    package init(of rules: ExposureRules, on objects: RegistryObjects) {
        guard rules.hidesObjects else {
            (hiddenServices, mistakes) = (0, [])
            return
        }
        let listed = ShownObjects(objects, ExposureRules(namespaces: rules.namespaces)).namespaces
        let shown = ShownObjects(objects, rules)
        let (services, imports) = (
            objects.services.values.count(where: shown.contains), objects.serviceImports.values.count(where: shown.contains)
        )
        hiddenServices = objects.services.count - services
        var mistakes = (rules.namespaces ?? []).subtracting(listed).sorted().map(ExposureMistake.emptyNamespace)
        if !listed.isEmpty, shown.namespaces.isEmpty { mistakes.append(.namespaceSelector) }
        let isSelectable = shown.namespaces.contains { objects.populations[$0, default: NamespacePopulation()].services > 0 }
        if isSelectable, services + imports == 0 { mistakes.append(.serviceSelector) }
        self.mistakes = mistakes
    }
}
