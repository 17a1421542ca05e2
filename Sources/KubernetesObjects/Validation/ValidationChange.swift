package import ServiceRegistry

/// What followed from changed files.
package struct ValidationChange: Sendable {
    /// What the registry is to take in.
    package var objects: RegistryChange
    /// What is told otherwise than before.
    package var problems: ProblemChange

    /// A change of these parts.
    package init(objects: RegistryChange, problems: ProblemChange) {
        self.objects = objects
        self.problems = problems
    }
}
