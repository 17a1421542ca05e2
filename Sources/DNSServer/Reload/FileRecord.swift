/// What is known of one file.
struct FileRecord {
    let path: String
    /// As at the last reading; nil to read it again.
    private(set) var signature: FileSignature?
    /// The last reading came so soon after a write that the next write may not show.
    private(set) var isFresh = false
    /// Since when the file is gone or empty, where that is not told yet.
    var goneSince: ContinuousClock.Instant?
    /// The number of the last look that found it.
    var lastSeen = 0

    private var told: Told?

    /// What was last told of a file: of its content, a digest.
    enum Told: Equatable {
        case octets(digest: Int, isEmpty: Bool)
        case unreadable(SystemError)
        case tooLarge
    }

    init(_ path: String) {
        self.path = path
    }

    /// Whether an empty file may be told of: it has been empty for long, or there was nothing in it.
    mutating func mayBeEmptied(_ now: ContinuousClock.Instant) -> Bool {
        guard case .octets(_, isEmpty: false)? = told else { return true }
        let since = goneSince ?? now
        goneSince = since
        return now - since >= ReloadLimits.graceForRenames
    }

    /// Notes what the reading was of.
    mutating func settle(_ signature: FileSignature?, isFresh: Bool) {
        self.signature = signature
        self.isFresh = isFresh
        goneSince = nil
    }

    /// Whether this is something else than what was told.
    mutating func tell(_ content: Told) -> Bool {
        defer { told = content }
        return told != content
    }

    /// Seeded anew in each process: nobody can prepare two contents that look like one.
    static func digest(_ octets: [UInt8]) -> Int {
        var hasher = Hasher()
        unsafe octets.withUnsafeBytes { unsafe hasher.combine(bytes: $0) }
        return hasher.finalize()
    }
}
