import ServiceRegistry

/// The rules between objects: each name, address and node port belongs to one object only.
package enum ObjectValidator {
    /// Takes what can be served together of the objects, which come in the order of their paths.
    package static func validate(
        _ objects: [DeclaredObject], holders: ClaimHolders, rules: ValidationRules
    ) -> ValidatedObjects {
        let settlement = ClaimSettlement.settle(objects, holders: holders)
        let accepted = settlement.accepted
        let registered = RegistryObjects(accepted)
        let warnings =
            SelectorRules.warnings(for: accepted, in: registered) + SliceRules.notes(for: accepted, in: registered)
            + NamespaceRules.warnings(for: accepted, rules: rules)
        return ValidatedObjects(
            objects: registered, accepted: accepted, problems: FileProblems.bounded(settlement.problems + warnings),
            holders: settlement.holders)
    }
}

extension RegistryObjects {
    /// The objects by kind, in the order given.
    fileprivate init(_ accepted: [DeclaredObject]) {
        self.init()
        for object in accepted {
            switch object.payload {
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
