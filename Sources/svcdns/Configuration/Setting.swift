import KubernetesObjects

/// A value as somebody wrote it, with the place to name when it is wrong.
struct Setting: Hashable {
    /// What was written.
    let text: String
    /// Where.
    let origin: Origin

    /// Where a setting comes from.
    enum Origin: Hashable {
        case flag(String)
        case key(String, file: String, Position)
        case builtIn
    }

    /// The error that says what is wrong with this setting.
    func error(_ message: String) -> ConfigurationError {
        switch origin {
        case .flag(let name): ConfigurationError("\(name) \(text): \(message)")
        case .key(let key, let file, let position): ConfigurationError("\(key): \(text): \(message)", in: file, at: position)
        case .builtIn: ConfigurationError("\(text): \(message)")
        }
    }
}
