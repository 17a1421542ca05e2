/// What is said again and again.
enum Told {
    static let labelForm = "use lower-case letters, digits and \"-\", a letter or digit first and last, at most 63 characters"
    static let nameForm =
        "use lower-case letters, digits, \"-\" and \".\", a letter or digit around each \".\", at most 253 characters"
    static let portNameForm = "use at most 15 lower-case letters, digits and single \"-\", at least one letter, no \"-\" first or last"
    /// Four labels that leave little room below them.
    static let longDomain = Array(repeating: String(repeating: "d", count: 57) + ".", count: 4).joined()
}
