/// The problems of one file as far as they are kept: a file may hold 100,000 documents, each with many problems.
struct FileProblems {
    /// The most problems of one severity that are kept of one file: more than anybody reads.
    static let maximum = 1000

    private let file: String
    private var kept: [Problem] = []
    private var counts: [Problem.Severity: Int] = [:]
    /// The last problem by its place, kept or not.
    private var last: Problem?

    init(file: String) {
        self.file = file
    }

    mutating func add(_ problems: [Problem]) {
        for problem in problems.sorted() {
            let count = counts[problem.severity, default: 0] + 1
            counts[problem.severity] = count
            if count <= Self.maximum { kept.append(problem) }
            if last.map({ $0 < problem }) ?? true { last = problem }
        }
    }

    /// What is kept, by line and column; the last says how many are not.
    var told: [Problem] {
        kept.sorted() + [rest].compactMap(\.self)
    }

    /// As bad as the worst of what it stands for.
    private var rest: Problem? {
        let unkept = counts.mapValues { $0 - Self.maximum }.filter { $0.value > 0 }
        guard let last, !unkept.isEmpty else { return nil }
        let worst = [Problem.Severity.error, .warning].first { unkept[$0] != nil } ?? .note
        return Problem(
            worst, file: file, position: last.position,
            message: "and \(unkept.values.reduce(0, +)) more problems of this file, which are not listed")
    }
}

extension FileProblems {
    /// Problems of many files, each within its bound, in the order of the files.
    static func bounded(_ problems: [Problem]) -> [Problem] {
        guard problems.count > maximum else { return problems.sorted() }
        return Dictionary(grouping: problems, by: \.file).sorted { $0.key < $1.key }.flatMap { file, problems in
            var bounded = FileProblems(file: file)
            bounded.add(problems)
            return bounded.told
        }
    }
}
