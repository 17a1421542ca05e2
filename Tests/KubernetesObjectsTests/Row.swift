import Testing

/// A row of a table: a manifest, and every problem that is told of it.
struct Row: Sendable, CustomTestStringConvertible {
    let manifest: Manifest
    let problems: [String]
    private let title: String

    init(_ title: String, _ manifest: Manifest, _ problems: [String] = []) {
        self.title = title
        self.manifest = manifest
        self.problems = problems
    }

    var testDescription: String { title }
}
