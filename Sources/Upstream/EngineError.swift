/// Why an engine cannot be made or does not take a question: what is wrong, on one line.
package struct EngineError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong and how to mend it.
    package let description: String

    /// An error that says this.
    package init(description: String) {
        self.description = description
    }
}
