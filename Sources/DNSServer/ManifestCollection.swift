package import KubernetesObjects
import Manifests
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
        for file in look.changed {
            switch file.content {
            case .octets(let octets): read(octets, of: file.path)
            case .tooLarge: refuse(ManifestError.tooLarge.problem(in: file.path))
            case .unreadable(let error): refuse(.unreadable(file.path, error))
            }
        }
        for path in look.removed { forget(path) }
        return !look.changed.isEmpty || !look.removed.isEmpty
    }

    /// Decodes a file. One that is no YAML declares what it last declared, and that is a problem.
    package mutating func read(_ octets: [UInt8], of file: String) {
        do throws(ManifestError) {
            let documents = try ManifestReader.documents(of: octets, file: file)
            let decoded = ObjectDecoder.decode(documents, file: file, rules: rules)
            let problems = documents.isEmpty ? [Problem.nothing(in: file)] : decoded.problems
            validator.replace(file, with: decoded.objects)
            ledger.set(problems, of: file)
        } catch {
            refuse(error.problem(in: file))
        }
    }

    /// Keeps what a file last declared, because of a problem with the whole file.
    package mutating func refuse(_ problem: Problem) {
        let count = validator.objectCount(of: problem.file)
        let consequence = count == 0 ? "nothing of it is served" : "its last \(count) good objects are served"
        let told = Problem(problem.severity, file: problem.file, position: problem.position, message: "\(problem.message) (\(consequence))")
        ledger.set([told], of: problem.file)
    }

    /// Forgets a file that is gone.
    package mutating func forget(_ file: String) {
        validator.forget(file)
        ledger.set([], of: file)
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

extension Problem {
    /// A file with nothing in it is what a failed copy leaves.
    fileprivate static func nothing(in file: String) -> Problem {
        Problem(
            .warning, file: file, position: Position(line: 1, column: 1),
            message: "no object is in this file: if it was not emptied on purpose, write it again")
    }

    fileprivate static func unreadable(_ file: String, _ error: SystemError) -> Problem {
        Problem(
            .error, file: file, position: Position(line: 1, column: 1),
            message: "cannot be read: \(error): correct its permissions, or what it links to")
    }
}
