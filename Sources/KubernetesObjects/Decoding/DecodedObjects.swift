/// What the documents of a file gave.
package struct DecodedObjects: Sendable {
    /// The objects without an error, in their order.
    package let objects: [DeclaredObject]
    /// What is wrong, or odd, with any object of the file, by line: of each severity no more than a bounded number.
    package let problems: [Problem]

    /// A result of these parts.
    package init(objects: [DeclaredObject] = [], problems: [Problem] = []) {
        self.objects = objects
        self.problems = problems
    }
}
