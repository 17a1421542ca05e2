package import ServiceRegistry

/// What can be served of everything that was declared.
package struct ValidatedObjects: Sendable {
    /// The accepted objects as the registry takes them.
    package let objects: RegistryObjects
    /// The accepted objects as they were declared, in the order given.
    package let accepted: [DeclaredObject]
    /// What is wrong, or odd, between objects, by file and line: of each file no more than a bounded number.
    package let problems: [Problem]
    /// Who has what now: for the next validation.
    package let holders: ClaimHolders

    /// A result of these parts.
    package init(objects: RegistryObjects, accepted: [DeclaredObject], problems: [Problem], holders: ClaimHolders) {
        self.objects = objects
        self.accepted = accepted
        self.problems = problems
        self.holders = holders
    }
}
