/// What a survey of all directories found.
struct SurveyResult {
    /// The files that have the signature that they had, by their positions in the ledger.
    var unchanged: [Int] = []
    /// All other files, in the order in which they were met.
    var findings: [(path: String, finding: FileLedger.Finding)] = []
    /// Directories whose files stay as they were.
    var unlisted: [String] = []
    var problems: [DirectoryProblem] = []
    /// Whether something could not be opened for want of descriptors.
    var lacksDescriptors = false
    /// Whether the next look has more to read.
    var isIncomplete = false
}
