/// What is said about one object while it is read. Local to one call of the decoder.
final class ObjectReport {
    /// The most problems of one severity told of one object: a generated manifest may repeat one mistake without end.
    static let maximumProblems = 100
    /// What the message of the last one ends with, where there are more.
    static let moreProblems = " (further ones of this object are not listed)"

    let file: String
    let object: String?
    let parts: SharedParts
    private(set) var problems: [Problem] = []
    private var counts: [Problem.Severity: Int] = [:]

    init(file: String, object: String?, sharing parts: SharedParts) {
        self.parts = parts
        self.file = file
        self.object = object
    }

    var hasErrors: Bool {
        counts[.error] != nil
    }

    func error(_ message: String, at place: FieldPlace) {
        add(.error, message, at: place)
    }

    func warning(_ message: String, at place: FieldPlace) {
        add(.warning, message, at: place)
    }

    func note(_ message: String, at place: FieldPlace) {
        add(.note, message, at: place)
    }

    private func add(_ severity: Problem.Severity, _ message: String, at place: FieldPlace) {
        let count = counts[severity, default: 0] + 1
        counts[severity] = count
        guard count <= Self.maximumProblems else { return }
        let end = count == Self.maximumProblems ? Self.moreProblems : ""
        problems.append(
            Problem(
                severity, file: file, position: place.position, object: object, field: place.path.isEmpty ? nil : place.path,
                message: message + end))
    }
}
