package import KubernetesObjects

/// What every file declares, as it was when the file could last be read.
package struct ManifestCollection: Sendable {
    private let rules: ValidationRules
    private var files: [String: DecodedFile] = [:]
    private var holders = ClaimHolders()

    private struct DecodedFile {
        var objects: [DeclaredObject] = []
        var problems: [Problem] = []
    }

    /// A collection without files.
    package init(rules: ValidationRules) {
        self.rules = rules
    }

    /// Takes in what a look found; returns whether any file is another than before.
    package mutating func take(_ look: DirectoryLook) -> Bool {
        take(look.changed)
        for path in look.removed { files[path] = nil }
        return !look.changed.isEmpty || !look.removed.isEmpty
    }

    /// Takes in files that are new or changed. One that is no YAML declares what it last declared, and that is a problem.
    package mutating func take(_ changed: [ChangedFile]) {
        for file in ManifestDecoding.decode(changed, rules: rules) {
            switch file.outcome {
            case .declared(let objects, let problems): files[file.path] = DecodedFile(objects: objects, problems: problems)
            case .refused(let problem): refuse(problem)
            }
        }
    }

    /// Keeps what a file last declared, because of a problem with the whole file.
    private mutating func refuse(_ problem: Problem) {
        let count = files[problem.file]?.objects.count ?? 0
        let consequence = count == 0 ? "nothing of it is served" : "its last \(count) good objects are served"
        let told = Problem(problem.severity, file: problem.file, position: problem.position, message: "\(problem.message) (\(consequence))")
        files[problem.file, default: DecodedFile()].problems = [told]
    }

    /// The objects of all files that get along, and every problem. Whoever holds a name or an address now keeps it.
    package mutating func validate() -> ValidatedObjects {
        let inOrder = files.sorted { $0.key < $1.key }.map(\.value)
        let validated = ObjectValidator.validate(inOrder.flatMap(\.objects), holders: holders, rules: rules)
        holders = validated.holders
        return ValidatedObjects(
            objects: validated.objects, accepted: validated.accepted,
            problems: (inOrder.flatMap(\.problems) + validated.problems).sorted(), holders: validated.holders)
    }
}
