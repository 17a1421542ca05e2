/// What one look found: only what is to be told.
package struct DirectoryLook: Sendable {
    /// The files whose content is new, in the order of their paths.
    package var changed: [ChangedFile] = []
    /// The files that are gone, in the order of their paths.
    package var removed: [String] = []
    /// All that hinders reading now, whether it was told before or not.
    package var problems: [DirectoryProblem] = []
    /// Whether every directory could be listed: of the others, what they held before is kept.
    package var isCurrent = true
    /// Whether everything was read: if not, what is known is of different moments, and nothing is to be concluded from it before
    /// a later look has read the rest.
    package var isComplete = true
    /// When to look again though no event comes; nil for no reason to.
    package var lookAgainIn: Duration?
}

/// A file whose content is new.
package struct ChangedFile: Hashable, Sendable {
    /// The path as it shows: below a configured directory.
    package let path: String
    /// What it holds now.
    package let content: FileContent

    /// A file of these parts.
    package init(path: String, content: FileContent) {
        self.path = path
        self.content = content
    }
}

/// What a file holds.
package enum FileContent: Hashable, Sendable {
    case octets([UInt8])
    /// The name is there and cannot be read; what the file last held is to be kept.
    case unreadable(SystemError)
    /// More than `ManifestLimits.octets`; it was not read.
    case tooLarge
}
