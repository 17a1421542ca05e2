/// What is known of every file, and the rules of what counts as a change. Has no clock and touches no file.
package struct FileLedger {
    /// The records, each where `positions` says: a look names a file by its position, and asks for that once.
    private var files: [FileRecord] = []
    private var positions: [String: Int] = [:]
    /// The number of the look that is being entered.
    private var look = 0

    /// What a look found of one file.
    package enum Finding: Sendable {
        /// It has the signature that it had.
        case unchanged
        /// It was read.
        case octets([UInt8], FileSignature, isFresh: Bool)
        /// It is larger than a manifest may be.
        case tooLarge(FileSignature)
        /// It cannot be read.
        case unreadable(SystemError)
        /// This look had read enough already.
        case postponed
    }

    /// A ledger of no files.
    package init() {}

    /// Where the file of this path is, until the end of the look; nil for one that is new.
    func position(of path: String) -> Int? {
        positions[path]
    }

    /// How many files there are, and one more than the last position.
    var count: Int {
        files.count
    }

    /// Whether a file of this signature has to be read to know what it holds.
    func mustRead(_ position: Int, _ signature: FileSignature) -> Bool {
        files[position].isFresh || files[position].signature != signature
    }

    /// Whether a file of this path and signature has to be read.
    package func mustRead(_ path: String, _ signature: FileSignature) -> Bool {
        position(of: path).map { mustRead($0, signature) } ?? true
    }

    /// Every directory that has files in it or below it.
    package var directories: Set<String> {
        var directories: Set<String> = []
        for path in positions.keys {
            var rest = path[...]
            while let slash = rest.utf8.lastIndex(of: UInt8(ascii: "/")) {
                rest = rest[..<slash]
                guard directories.insert(String(rest)).inserted else { break }
            }
        }
        return directories
    }

    /// Begins a look: what it does not enter is gone.
    package mutating func begin() {
        look &+= 1
    }

    /// Enters a file that has the signature that it had.
    mutating func enterUnchanged(_ position: Int) {
        files[position].lastSeen = look
        files[position].goneSince = nil
    }

    /// Enters what the look found of one file; returns what is to be told of it.
    package mutating func enter(_ finding: Finding, of path: String, now: ContinuousClock.Instant) -> FileContent? {
        let position = position(of: path) ?? add(path)
        files[position].lastSeen = look
        return Self.enter(finding, in: &files[position], now: now)
    }

    private mutating func add(_ path: String) -> Int {
        positions[path] = files.count
        files.append(FileRecord(path))
        return files.count - 1
    }

    /// The last file takes the place of the one that is removed.
    private mutating func remove(_ path: String) {
        guard let position = positions.removeValue(forKey: path) else { return }
        files.swapAt(position, files.count - 1)
        files.removeLast()
        if position < files.count { positions[files[position].path] = position }
    }

    private static func enter(_ finding: Finding, in entry: inout FileRecord, now: ContinuousClock.Instant) -> FileContent? {
        switch finding {
        case .unchanged:
            entry.goneSince = nil
            return nil
        case .octets(let octets, let signature, let isFresh):
            guard !octets.isEmpty || entry.mayBeEmptied(now) else { return nil }
            entry.settle(signature, isFresh: isFresh)
            return entry.tell(.octets(digest: FileRecord.digest(octets), isEmpty: octets.isEmpty)) ? .octets(octets) : nil
        case .tooLarge(let signature):
            entry.settle(signature, isFresh: false)
            return entry.tell(.tooLarge) ? .tooLarge : nil
        case .unreadable(let error):
            entry.settle(nil, isFresh: false)
            return entry.tell(.unreadable(error)) ? .unreadable(error) : nil
        case .postponed:
            entry.settle(nil, isFresh: false)
            return nil
        }
    }

    /// Ends a look: returns the files that have been gone long enough, in the order of their paths.
    ///
    /// - Parameter unlisted: directories that could not be listed; files below them are not gone.
    package mutating func end(unlisted: [String], now: ContinuousClock.Instant) -> [String] {
        let prefixes = unlisted.map { $0.hasSuffix("/") ? $0 : $0 + "/" }
        var removed: [String] = []
        for position in files.indices where files[position].lastSeen != look {
            let path = files[position].path
            guard !prefixes.contains(where: { path.utf8.starts(with: $0.utf8) }) else {
                // Nothing is known of it now: a deadline from before would stay in the past, and be looked at for ever.
                files[position].goneSince = nil
                continue
            }
            let since = files[position].goneSince ?? now
            files[position].goneSince = since
            if now - since >= ReloadLimits.graceForRenames { removed.append(path) }
        }
        for path in removed { remove(path) }
        return removed.sorted()
    }

    /// When the first of the files that are gone, or empty, may be told of; nil while there is none.
    package func nextDeadline() -> ContinuousClock.Instant? {
        files.lazy.compactMap(\.goneSince).min()?.advanced(by: ReloadLimits.graceForRenames)
    }
}
