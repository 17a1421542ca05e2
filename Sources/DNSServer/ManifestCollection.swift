package import KubernetesObjects
package import ServiceRegistry

/// What every file declares, as it was when the file could last be read.
package struct ManifestCollection: Sendable {
    private let rules: ValidationRules
    private var validator: ObjectValidator
    /// What is wrong with each file by itself.
    private var ledger = ProblemLedger()

    /// A collection without files.
    package init(rules: ValidationRules) {
        self.rules = rules
        validator = ObjectValidator(rules: rules)
    }

    /// Takes in what a look found; returns whether any file is another than before.
    package mutating func take(_ look: DirectoryLook) -> Bool {
        take(look.changed)
        for path in look.removed { forget(path) }
        return !look.changed.isEmpty || !look.removed.isEmpty
    }

    /// Takes in files that are new or changed. One that is no YAML declares what it last declared, and that is a problem.
    package mutating func take(_ changed: [ChangedFile]) {
        for file in ManifestDecoding.decode(changed, rules: rules) {
            switch file.outcome {
            case .declared(let objects, let problems):
                validator.replace(file.path, with: objects)
                ledger.set(problems, of: file.path)
            case .refused(let problem): refuse(problem)
            }
        }
    }

    private mutating func forget(_ file: String) {
        validator.forget(file)
        ledger.set([], of: file)
    }

    /// Keeps what a file last declared, because of a problem with the whole file.
    private mutating func refuse(_ problem: Problem) {
        let count = validator.objectCount(of: problem.file)
        let consequence = count == 0 ? "nothing of it is served" : "its last \(count) good objects are served"
        let told = Problem(problem.severity, file: problem.file, position: problem.position, message: "\(problem.message) (\(consequence))")
        ledger.set([told], of: problem.file)
    }

    /// Settles which objects get along, after all that was read. Whoever holds a name or an address now keeps it.
    package mutating func validate() -> ValidationChange {
        var change = validator.settle()
        change.problems = change.problems + ledger.takeChange()
        return change
    }

    /// The objects of all files that get along. Whoever keeps a copy makes the next change copy all of it.
    package var registered: RegistryObjects {
        validator.registered
    }

    /// Every problem, by file and line.
    package var problems: [Problem] {
        (ledger.all + validator.problems).sorted()
    }

    /// How many of the problems are to be mended.
    package var seriousProblemCount: Int {
        ledger.seriousCount + validator.seriousProblemCount
    }

    /// The accepted object of this name, as it was declared.
    package func accepted(_ identity: ObjectIdentity) -> DeclaredObject? {
        validator.accepted(identity)
    }
}
