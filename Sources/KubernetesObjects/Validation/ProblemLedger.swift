/// The problems of each file, and what became of them.
package struct ProblemLedger: Sendable {
    private var files: [String: [Problem]] = [:]
    /// What was told of the files that changed when a change was last taken.
    private var earlier: [String: [Problem]] = [:]
    /// How many of the problems are to be mended: they are no mere notes.
    package private(set) var seriousCount = 0

    /// No problems.
    package init() {}

    /// Takes the problems that a file has now, by line.
    package mutating func set(_ problems: [Problem], of file: String) {
        let known = files[file] ?? []
        guard problems != known else { return }
        if earlier[file] == nil { earlier[file] = known }
        seriousCount += problems.seriousCount - known.seriousCount
        files[file] = problems.isEmpty ? nil : problems
    }

    /// What went and what came since the last time.
    package mutating func takeChange() -> ProblemChange {
        var (went, came): ([Problem], [Problem]) = ([], [])
        for (file, known) in earlier {
            let problems = files[file] ?? []
            let (before, now) = (Set(known), Set(problems))
            went += known.filter { !now.contains($0) }
            came += problems.filter { !before.contains($0) }
        }
        earlier = [:]
        return ProblemChange(went: went, came: came)
    }

    /// The problems of all files, by file and line.
    package var all: [Problem] {
        files.sorted { $0.key < $1.key }.flatMap(\.value)
    }
}

extension [Problem] {
    fileprivate var seriousCount: Int {
        count { $0.severity != .note }
    }
}
