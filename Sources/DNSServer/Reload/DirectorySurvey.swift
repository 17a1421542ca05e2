internal import Manifests

/// One attempt to list all directories and to read what has changed in them.
struct DirectorySurvey {
    private(set) var result = SurveyResult()

    private let ledger: FileLedger
    private let readsAll: Bool
    private let octetLimit: Int
    /// Directories whose revision is replaced too often to be read now.
    private let restless: Set<String>
    /// Is told of a directory before that is listed, so that no change falls between the two.
    private let willList: (String) -> Void
    /// A directory is listed once, by whatever paths it can be reached: links cannot make a loop.
    private var visited: Set<FileIdentity> = []
    private var directories = 0
    /// Two spellings of one name in Unicode are one path to us: the first is taken. Of the files that the ledger has, by position.
    private var isFound: [Bool]
    /// The same of those that it has not.
    private var newPaths: Set<String> = []
    private var files = 0
    private lazy var known = ledger.directories
    private var octets = 0

    init(of ledger: FileLedger, readsAll: Bool, octetLimit: Int, restless: Set<String>, willList: @escaping (String) -> Void) {
        self.ledger = ledger
        isFound = Array(repeating: false, count: ledger.count)
        self.readsAll = readsAll
        self.octetLimit = octetLimit
        self.restless = restless
        self.willList = willList
    }

    /// Lists a configured directory and all below it.
    mutating func survey(_ path: String) throws(RevisionReplaced) {
        let before = files
        let place = Place(path: path, depth: 1, revision: nil)
        guard admit(place) else { return }
        if let parent = OpenDirectory.parentOfLink(path) { willList(parent) }
        guard try enter(OpenDirectory.opening(path), at: place), files == before else { return }
        result.problems.append(DirectoryProblem(path: path, kind: .empty))
    }

    /// Where the survey stands.
    private struct Place {
        let path: String
        /// 1 for a configured directory.
        let depth: Int
        /// The revision that it lies in.
        var revision: Revision?

        func entry(_ name: String) -> Place {
            Place(path: prefix + name, depth: depth + 1, revision: revision)
        }

        /// What the paths of its entries begin with.
        private var prefix: String {
            path == "/" ? path : path + "/"
        }
    }

    private mutating func admit(_ place: Place) -> Bool {
        guard place.depth <= ReloadLimits.depth else { return refuse(place, .tooDeep) }
        guard directories < ReloadLimits.directories else { return refuse(place, .tooManyDirectories) }
        willList(place.path)
        return true
    }

    /// Returns false, as nothing was listed.
    @discardableResult
    private mutating func refuse(_ place: Place, _ kind: DirectoryProblem.Kind) -> Bool {
        refuse(place, because: DirectoryProblem(path: place.path, kind: kind))
    }

    private mutating func refuse(_ place: Place, because problem: DirectoryProblem) -> Bool {
        result.problems.append(problem)
        result.unlisted.append(place.path)
        return false
    }

    /// Returns whether the directory was listed.
    private mutating func enter(_ opened: consuming Result<OpenDirectory, SystemError>, at place: Place) throws(RevisionReplaced) -> Bool {
        switch consume opened {
        case .success(let directory): return try list(directory, at: place)
        case .failure(let error): return try fail(error, at: place)
        }
    }

    /// A directory that is gone from a directory that is there takes its files with it; any other keeps them.
    private mutating func fail(_ error: SystemError, at place: Place) throws(RevisionReplaced) -> Bool {
        try place.revision?.check(error)
        result.lacksDescriptors = result.lacksDescriptors || error.isShortage
        return error.isAbsence && place.depth > 1 ? false : refuse(place, DirectoryProblem.Kind(error))
    }

    private mutating func list(_ directory: borrowing OpenDirectory, at place: Place) throws(RevisionReplaced) -> Bool {
        let limit = ReloadLimits.files + ReloadLimits.directories
        let entries: [DirectoryEntry]
        do {
            guard visited.insert(try directory.identity()).inserted else { return false }
            entries = try directory.entries(limit: limit, where: \.isWanted)
        } catch {
            return try fail(error, at: place)
        }
        guard entries.count < limit else { return refuse(place, .tooManyFiles) }
        directories += 1
        guard !restless.contains(place.path) else { return refuse(place, .restless) }
        guard let target = directory.target(of: Revision.link) else {
            for entry in entries {
                guard files < ReloadLimits.files else { return refuse(place, .tooManyFiles) }
                try visit(entry, named: entry.name, in: directory, at: place.entry(entry.name))
            }
            return true
        }
        return try list(entries, of: directory, at: place, revision: Revision(owner: place.path, target: target))
    }

    /// What leads through `..data` is read beneath the directory that the link led to once.
    private mutating func list(
        _ entries: [DirectoryEntry], of directory: borrowing OpenDirectory, at place: Place, revision: Revision
    ) throws(RevisionReplaced) -> Bool {
        switch directory.opening(revision.target) {
        case .failure(let error):
            try revision.check(error)
            result.lacksDescriptors = result.lacksDescriptors || error.isShortage
            return refuse(place, because: DirectoryProblem(path: place.entry(Revision.link).path, kind: .ofLink(error)))
        case .success(let data):
            for entry in entries {
                guard files < ReloadLimits.files else { return refuse(place, .tooManyFiles) }
                var below = place.entry(entry.name)
                if let target = directory.target(of: entry.name), target.hasPrefix(Revision.link + "/") {
                    below.revision = revision
                    try visit(entry, named: String(target.dropFirst(Revision.link.count + 1)), in: data, at: below)
                } else {
                    try visit(entry, named: entry.name, in: directory, at: below)
                }
            }
            return true
        }
    }
}

extension DirectorySurvey {
    private mutating func visit(
        _ entry: DirectoryEntry, named name: String, in directory: borrowing OpenDirectory, at place: Place
    ) throws(RevisionReplaced) {
        guard entry.isText else { return result.problems.append(DirectoryProblem(path: place.path, kind: .nameIsNotText)) }
        switch directory.status(of: name) {
        case .failure(let error): try miss(entry, error, at: place)
        case .success(let status) where status.kind == .directory:
            if admit(place) { _ = try enter(directory.opening(name), at: place) }
        case .success(let status) where entry.isManifest && status.kind == .regular:
            try read(entry, named: name, status.signature, in: directory, at: place)
        case .success: if entry.isManifest { result.problems.append(DirectoryProblem(path: place.path, kind: .notAFile)) }
        }
    }

    private mutating func read(
        _ entry: DirectoryEntry, named name: String, _ signature: FileSignature, in directory: borrowing OpenDirectory, at place: Place
    ) throws(RevisionReplaced) {
        let position = ledger.position(of: place.path)
        if let position, !readsAll, !ledger.mustRead(position, signature) {
            if enter(place, position) { result.unchanged.append(position) }
            return
        }
        guard signature.size <= ManifestLimits.octets else { return find(.tooLarge(signature), at: place) }
        guard octets < octetLimit else {
            result.isIncomplete = true
            return find(.postponed, at: place)
        }
        switch directory.read(name, limit: ManifestLimits.octets) {
        case .failure(let error): try miss(entry, error, at: place)
        case .success(let reading):
            octets += reading.octets.count
            find(FileLedger.Finding(reading), at: place)
        }
    }

    private mutating func find(_ finding: FileLedger.Finding, at place: Place) {
        guard enter(place, ledger.position(of: place.path)) else { return }
        result.findings.append((place.path, finding))
    }

    /// Returns whether no other file has the path.
    private mutating func enter(_ place: Place, _ position: Int?) -> Bool {
        guard take(place.path, position) else {
            result.problems.append(DirectoryProblem(path: place.path, kind: .nameIsTaken))
            return false
        }
        files += 1
        return true
    }

    private mutating func take(_ path: String, _ position: Int?) -> Bool {
        guard let position else { return newPaths.insert(path).inserted }
        defer { isFound[position] = true }
        return !isFound[position]
    }

    /// What leads nowhere is gone, save a symbolic link: its name is still there, and its target may come back. A revision is
    /// complete: what it lacks is gone.
    private mutating func miss(_ entry: DirectoryEntry, _ error: SystemError, at place: Place) throws(RevisionReplaced) {
        try place.revision?.check(error)
        result.lacksDescriptors = result.lacksDescriptors || error.isShortage
        if error.isAbsence, entry.kind != .link || place.revision != nil { return }
        if entry.isManifest {
            find(.unreadable(error), at: place)
        } else if known.contains(place.path) {
            refuse(place, .ofLink(error))
        }
    }
}

extension FileLedger.Finding {
    fileprivate init(_ reading: FileReading) {
        self =
            reading.octets.count > ManifestLimits.octets
            ? .tooLarge(reading.signature)
            : .octets(reading.octets, reading.signature, isFresh: reading.signature.isFresh(at: reading.time))
    }
}
