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
        let listed = ShownNamespaces(of: objects, by: ExposureRules(namespaces: rules.namespaces))
        let shown = ShownNamespaces(of: objects, by: rules)
        let services = objects.services.filter { shown.contains($0.key.namespace) }.map(\.labels)
        let imports = objects.serviceImports.filter { shown.contains($0.key.namespace) }.map(\.labels)
        hiddenServices = objects.services.count - services.count { rules.serviceSelector.matches($0) }
        var mistakes = (rules.namespaces ?? []).subtracting(listed.names).sorted().map(ExposureMistake.emptyNamespace)
        if !listed.names.isEmpty, shown.names.isEmpty { mistakes.append(.namespaceSelector) }
        let selectable = services + imports
        if !selectable.isEmpty, !selectable.contains(where: rules.serviceSelector.matches) { mistakes.append(.serviceSelector) }
        self.mistakes = mistakes
    }
}
