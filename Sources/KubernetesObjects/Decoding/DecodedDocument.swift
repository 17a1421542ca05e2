/// What one document of a file gave.
package struct DecodedDocument: Hashable, Sendable {
    /// The objects without an error, in their order.
    package let objects: [DeclaredObject]
    /// What is wrong, or odd, with any object of the document.
    package let problems: [Problem]

    /// A document of these parts.
    package init(objects: [DeclaredObject] = [], problems: [Problem] = []) {
        self.objects = objects
        self.problems = problems
    }
}
