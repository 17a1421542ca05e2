internal import KubernetesObjects
internal import Yams

extension ManifestError {
    /// What Yams, or a rule of ours while Yams was reading, found wrong in a text.
    init(_ error: any Error, in text: ManifestText) {
        if let error = error as? ManifestError {
            self = Self.found(error, in: text)
        } else if let error = error as? YamlError {
            self = Self.found(error, in: text)
        } else {
            self = .syntax("\(type(of: error))", Position(line: 1, column: 1))
        }
    }

    /// `name: {{ .Values.name }}` is YAML, of a mapping as a name.
    private static func found(_ error: ManifestError, in text: ManifestText) -> ManifestError {
        guard case .keyIsNotAScalar(let position) = error, ManifestLine(text.line(position.line)).hasTemplate else { return error }
        return .mistake(.template, position)
    }

    private static func found(_ error: YamlError, in text: ManifestText) -> ManifestError {
        switch error {
        case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _),
            .composer(let context, let problem, let mark, _):
            found(problem, context: context, mark: mark, in: text)
        case .duplicatedKeysInMapping(let keys, let context):
            .duplicateKey(StandIn.restored(keys.first ?? ""), Position(context.mark))
        case .reader:
            .syntax("a character that YAML does not allow", text.unprintable ?? Position(line: 1, column: 1))
        case .memory: .syntax("out of memory", Position(line: 1, column: 1))
        case .no, .writer, .emitter, .representer, .dataCouldNotBeDecoded:
            .syntax("the parser ended unexpectedly", Position(line: 1, column: 1))
        }
    }

    private static func found(_ problem: String, context: YamlError.Context?, mark: Mark, in text: ManifestText) -> ManifestError {
        if problem.hasPrefix("Maximum nesting level") { return .nestedTooDeep(Position(mark)) }
        if let position = text.explicitKey(near: mark.line) { return .keyIsNotAScalar(position) }
        if let mistake = CommonMistake(in: text.line(mark.line), column: mark.column, reason: problem) {
            return .mistake(mistake, Position(mark))
        }
        guard let context, !context.text.isEmpty else { return .syntax(problem, Position(mark)) }
        return .syntax("\(problem) \(context.text) that begins at line \(context.mark.line)", Position(mark))
    }
}

extension Position {
    /// The place that a mark of Yams names.
    init(_ mark: Mark) {
        self.init(line: mark.line, column: mark.column)
    }
}
