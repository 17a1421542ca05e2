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
    /// The objects, each of which is here once.
    fileprivate init(_ accepted: [DeclaredObject]) {
        self.init()
        apply(RegistryChange(added: accepted.map(\.payload)))
    }
}
