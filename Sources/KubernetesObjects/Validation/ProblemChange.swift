/// What became of the problems from one moment to the next, each in the order of files and lines.
package struct ProblemChange: Hashable, Sendable {
    /// The problems that are gone.
    package let went: [Problem]
    /// The problems that came.
    package let came: [Problem]

    /// A change of these parts, in any order; by default none.
    package init(went: [Problem] = [], came: [Problem] = []) {
        self.went = went.sorted()
        self.came = came.sorted()
    }

    /// Both changes.
    package static func + (left: ProblemChange, right: ProblemChange) -> ProblemChange {
        ProblemChange(went: left.went + right.went, came: left.came + right.came)
    }
}
