import KubernetesObjects
import Manifests

/// What a file declares, or why it cannot be told.
struct DecodedManifest: Sendable {
    let path: String
    let outcome: Outcome

    enum Outcome: Sendable {
        case declared([DeclaredObject], problems: [Problem])
        /// The file as a whole says nothing: what it last declared is to be kept.
        case refused(Problem)
    }

    init(_ file: ChangedFile, rules: ValidationRules) {
        path = file.path
        outcome =
            switch file.content {
            case .octets(let octets): Self.outcome(of: octets, file: file.path, rules: rules)
            case .tooLarge: .refused(ManifestError.tooLarge.problem(in: file.path))
            case .unreadable(let error): .refused(.unreadable(file.path, error))
            }
    }

    private static func outcome(of octets: [UInt8], file: String, rules: ValidationRules) -> Outcome {
        do throws(ManifestError) {
            let documents = try ManifestReader.documents(of: octets, file: file)
            let decoded = ObjectDecoder.decode(documents, file: file, rules: rules)
            return .declared(decoded.objects, problems: documents.isEmpty ? [.nothing(in: file)] : decoded.problems)
        } catch {
            return .refused(error.problem(in: file))
        }
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
        let remedy = error.isShortage ? "raise the limit of open files" : "correct its permissions, or what it links to"
        return Problem(
            .error, file: file, position: Position(line: 1, column: 1), message: "cannot be read: \(error): \(remedy)")
    }
}
