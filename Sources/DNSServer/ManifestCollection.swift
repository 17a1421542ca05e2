package import KubernetesObjects
import Manifests

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
            files[file] = DecodedFile(objects: decoded.objects, problems: problems)
        } catch {
            refuse(error.problem(in: file))
        }
    }

    /// Keeps what a file last declared, because of a problem with the whole file.
    package mutating func refuse(_ problem: Problem) {
        let count = files[problem.file]?.objects.count ?? 0
        let consequence = count == 0 ? "nothing of it is served" : "its last \(count) good objects are served"
        let told = Problem(problem.severity, file: problem.file, position: problem.position, message: "\(problem.message) (\(consequence))")
        files[problem.file, default: DecodedFile()].problems = [told]
    }

    /// Forgets a file that is gone.
    package mutating func forget(_ file: String) {
        files[file] = nil
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
