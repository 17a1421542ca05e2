import Testing

/// One validation in a dialogue: what the files hold, and what comes of it.
struct Turn: Sendable {
    let files: [(name: String, manifests: [Manifest])]
    /// Each accepted object as `file: Kind namespace/name`.
    let accepted: [String]
    let errors: [String]
}

/// Validations one after the other, each with what was held after the last one.
struct Dialogue: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let turns: [Turn]

    init(_ title: String, _ turns: [Turn]) {
        testDescription = title
        self.turns = turns
    }
}
