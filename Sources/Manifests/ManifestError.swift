package import KubernetesObjects

/// Why a file cannot be read; nothing of it is used then.
package enum ManifestError: Error, Hashable {
    /// More than `ManifestLimits.octets`.
    case tooLarge
    case notUTF8(Position)
    /// The text breaks a rule of YAML: which.
    case syntax(String, Position)
    /// The text breaks a rule of YAML, and the line shows how that came about.
    case mistake(CommonMistake, Position)
    /// A mapping has this key twice.
    case duplicateKey(String, Position)
    /// More than `ManifestLimits.depth` levels.
    case nestedTooDeep(Position)
    /// More than `ManifestLimits.nodes` values.
    case tooManyNodes(Position)
    /// More than `ManifestLimits.documents`.
    case tooManyDocuments(Position)
    /// A mapping, a sequence or null as a key.
    case keyIsNotAScalar(Position)

    /// Where it is; the beginning for what concerns the file as a whole.
    package var position: Position {
        switch self {
        case .tooLarge: Position(line: 1, column: 1)
        case .notUTF8(let position), .syntax(_, let position), .mistake(_, let position), .duplicateKey(_, let position),
            .nestedTooDeep(let position), .tooManyNodes(let position), .tooManyDocuments(let position), .keyIsNotAScalar(let position):
            position
        }
    }

    /// The error as a problem of this file.
    package func problem(in file: String) -> Problem {
        Problem(.error, file: file, position: position, message: message)
    }

    /// What is wrong, and how to mend it, on one line.
    private var message: String {
        switch self {
        case .tooLarge: "the file is larger than \(ManifestLimits.octets >> 20) MiB: split it"
        case .notUTF8: "the text is not UTF-8 from here on: save the file in that encoding"
        case .syntax(let reason, _): "not YAML: \(reason): correct the text here or just above"
        case .mistake(let mistake, _): "not YAML: \(mistake.message)"
        case .duplicateKey(let key, _): "the field \(key.excerpt) stands twice in one mapping: remove one"
        case .nestedTooDeep: "nested deeper than \(ManifestLimits.depth) levels: take levels out"
        case .tooManyNodes: "more than \(ManifestLimits.nodes) values, aliases expanded: split the file"
        case .tooManyDocuments: "more than \(ManifestLimits.documents) documents: split the file"
        case .keyIsNotAScalar: "the name of a field is not text: quote it, or write a plain word"
        }
    }
}

extension String {
    /// The beginning, in quotes and without control characters: for a message.
    var excerpt: String { String(prefix(60)).debugDescription }
}
