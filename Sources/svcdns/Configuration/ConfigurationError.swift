import KubernetesObjects

/// A setting that cannot be used: where it was made, what is wrong and how to mend it, on one line.
package struct ConfigurationError: Error, CustomStringConvertible {
    /// All of it.
    package let description: String

    /// An error in a configuration file.
    init(_ message: String, in file: String, at position: Position) {
        description = Quotation.singleLine("\(file):\(position.line):\(position.column): \(message)")
    }

    /// An error in a flag, or in something that has no place in a file.
    init(_ message: String) {
        description = Quotation.singleLine(message)
    }
}
