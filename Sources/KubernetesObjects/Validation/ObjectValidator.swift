package import ServiceRegistry

/// The rules between objects: each name, address and node port belongs to one object only.
///
/// It holds what all files declare, so that a change of one costs no look at the others.
package struct ObjectValidator: Sendable {
    private var register = ClaimRegister()
    /// The accepted objects as the registry takes them. Whoever keeps a copy makes the next change copy all of it.
    package private(set) var registered = RegistryObjects()
    private var selectors = SelectorRules()
    private var slices = SliceRules()
    private var namespaces: NamespaceRules
    private var ledger = ProblemLedger()

    /// A validator without files.
    package init(rules: ValidationRules) {
        namespaces = NamespaceRules(rules: rules)
    }

    /// Takes what a file declares now instead of what it declared before: objects of this file, in their order.
    package mutating func replace(_ file: String, with objects: [DeclaredObject]) {
        register.replace(file, with: objects)
    }

    /// Forgets a file that is gone.
    package mutating func forget(_ file: String) {
        replace(file, with: [])
    }

    /// Settles who has what after these changes. Whoever holds a name or an address keeps it.
    package mutating func settle() -> ValidationChange {
        let accepted = register.settle()
        let change = RegistryChange(accepted)
        registered.apply(change)
        var files = accepted.files
        files.formUnion(selectors.follow(accepted, change, in: registered, register))
        files.formUnion(slices.follow(accepted, change, in: registered, register))
        files.formUnion(namespaces.follow(accepted, register))
        for file in files { ledger.set(FileProblems.bounded(problems(of: file)), of: file) }
        return ValidationChange(objects: change, problems: ledger.takeChange())
    }

    private func problems(of file: String) -> [Problem] {
        var problems: [Problem] = []
        for object in register.declared.files[file] ?? [] {
            if let rejection = register.rejections[object] { problems += rejection } else { warn(of: object, in: &problems) }
        }
        return problems
    }

    private func warn(of object: DeclaredObject, in problems: inout [Problem]) {
        if let warning = selectors.warning(of: object) { problems.append(warning) }
        if let note = slices.note(of: object) { problems.append(note) }
        if let warning = namespaces.warning(at: object) { problems.append(warning) }
    }

    /// What is wrong, or odd, between objects, by file and line: of each file no more than a bounded number.
    package var problems: [Problem] {
        ledger.all
    }

    /// How many of the problems are to be mended.
    package var seriousProblemCount: Int {
        ledger.seriousCount
    }

    /// The accepted object of this name, as it was declared.
    package func accepted(_ identity: ObjectIdentity) -> DeclaredObject? {
        register.accepted(identity)
    }

    /// How many objects a file declares.
    package func objectCount(of file: String) -> Int {
        register.declared.files[file]?.count ?? 0
    }
}
