/// The directory that `..data` leads to, in which Kubernetes keeps one revision of a ConfigMap or Secret: when it writes another,
/// it swaps that link and then removes the old directory.
struct Revision {
    /// The path of the directory that holds the link.
    let owner: String
    /// Where the link points.
    let target: String

    /// The name of the link.
    static let link = "..data"

    /// Whether the link points elsewhere by now; of a directory that cannot be opened nobody can say that.
    var isReplaced: Bool {
        switch OpenDirectory.opening(owner) {
        case .success(let directory): directory.target(of: Self.link) != target
        case .failure: false
        }
    }

    /// Ends the attempt if the revision was replaced: a name that is absent says nothing then.
    func check(_ error: SystemError) throws(RevisionReplaced) {
        if error.isAbsence, isReplaced { throw RevisionReplaced(owner: owner) }
    }
}

/// A revision was replaced while it was read: what was read is part of the old one.
struct RevisionReplaced: Error {
    /// The path of the directory that holds the link.
    let owner: String
}
