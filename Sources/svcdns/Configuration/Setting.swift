import KubernetesObjects

/// A value as somebody wrote it, with the place to name when it is wrong.
package struct Setting: Hashable {
    /// What was written; of a setting with members the one that names it.
    let text: String
    /// Where.
    let origin: Origin
    /// What else belongs to it, where one text does not say all.
    var members: [ConfigurationKey.Member: [Setting]] = [:]

    /// Where a setting comes from.
    enum Origin: Hashable {
        case flag(String)
        case key(String, file: String, Position)
        case builtIn
    }

    /// A member that is one value.
    subscript(member: ConfigurationKey.Member) -> Setting? {
        members[member]?.last
    }

    /// The error that says what is wrong with this setting.
    func error(_ message: String) -> ConfigurationError {
        switch origin {
        case .flag(let name): ConfigurationError("\(name) \(text): \(message)")
        case .key(let key, let file, let position): ConfigurationError("\(key): \(text): \(message)", in: file, at: position)
        case .builtIn: ConfigurationError("\(text): \(message)")
        }
    }

    /// The line that says what is odd about it.
    func warning(_ message: String) -> String {
        let line =
            switch origin {
            case .flag(let name): "warning: \(name) \(text): \(message)"
            case .key(let key, let file, let position): "\(file):\(position.line):\(position.column): warning: \(key): \(text): \(message)"
            case .builtIn: "warning: \(text): \(message)"
            }
        return Quotation.singleLine(line)
    }
}
