import KubernetesObjects

/// A setting that cannot be used: where it was made, what is wrong and how to mend it, on one line.
package struct ConfigurationError: Error, CustomStringConvertible {
    /// All of it.
    package let description: String

    /// An error in a configuration file.
    init(_ message: String, in file: String, at position: Position) {
        description = "\(file):\(position.line):\(position.column): \(message)".onOneLine
    }

    /// An error in a flag, or in something that has no place in a file.
    init(_ message: String) {
        description = message.onOneLine
    }
}

extension String {
    /// On one line and harmless to a terminal, whatever somebody wrote into a setting: a space for the end of a line, `?` for what is not
    /// printed otherwise.
    var onOneLine: String {
        String(String.UnicodeScalarView(unicodeScalars.map { $0.isPrinted ? $0 : Character($0).isNewline ? " " : "?" }))
    }
}

extension Unicode.Scalar {
    fileprivate var isPrinted: Bool {
        switch properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator: false
        case _: true
        }
    }
}
