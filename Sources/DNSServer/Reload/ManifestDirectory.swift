/// The directories of manifests: tells at each look what has changed since the one before.
package struct ManifestDirectory {
    /// The configured directories.
    package let paths: [String]

    private let octetsOfOneLook: Int
    private var ledger = FileLedger()
    /// A wish to read everything again that no look has fulfilled yet.
    private var readsAll = false

    /// The directories of these paths, each with all below it; what several reach is read once.
    package init(paths: [String], octetsOfOneLook: Int = ReloadLimits.octetsOfOneLook) {
        self.octetsOfOneLook = octetsOfOneLook
        self.paths = paths.map { path in
            let end = path.utf8.lastIndex { $0 != UInt8(ascii: "/") }
            return end.map { String(path[...$0]) } ?? path
        }
    }

    /// Why the directory of this path cannot be opened; nil when it can.
    package static func hindrance(of path: String) -> SystemError? {
        switch OpenDirectory.opening(path) {
        case .success: nil
        case .failure(let error): error
        }
    }

    /// Looks at everything, and reads what is new.
    ///
    /// - Parameters:
    ///   - forceReadingAll: reads files that look unchanged, too.
    ///   - willList: is told of each directory before that is listed: the moment to watch it.
    package mutating func look(
        forceReadingAll: Bool = false, now: ContinuousClock.Instant, willList: @escaping (String) -> Void = { _ in }
    ) -> DirectoryLook {
        readsAll = readsAll || forceReadingAll
        // A directory that is swapped again and again is left as it was, so that the others are read.
        var restless: Set<String> = []
        for attempt in 1...ReloadLimits.attempts {
            var survey = DirectorySurvey(
                of: ledger, readsAll: readsAll, octetLimit: octetsOfOneLook, restless: restless, willList: willList)
            do throws(RevisionReplaced) {
                for path in paths { try survey.survey(path) }
            } catch {
                if attempt >= ReloadLimits.attempts / 2 { restless.insert(error.owner) }
                continue
            }
            let result = survey.result
            // It has the ledger too, and what two have is copied before it is changed.
            _ = consume survey
            return enter(result, now: now)
        }
        return allRestless
    }

    /// Files are entered only when the whole survey is of one revision.
    private mutating func enter(_ survey: SurveyResult, now: ContinuousClock.Instant) -> DirectoryLook {
        readsAll = false
        var look = DirectoryLook()
        ledger.begin()
        for position in survey.unchanged { ledger.enterUnchanged(position) }
        for (path, finding) in survey.findings {
            guard let content = ledger.enter(finding, of: path, now: now) else { continue }
            look.changed.append(ChangedFile(path: path, content: content))
        }
        look.changed.sort { $0.path < $1.path }
        look.removed = ledger.end(unlisted: survey.unlisted, now: now)
        look.problems = survey.problems
        look.isCurrent = survey.unlisted.isEmpty
        look.isComplete = !survey.isIncomplete
        look.lookAgainIn = delay(after: survey, now: now)
        return look
    }

    private func delay(after survey: SurveyResult, now: ContinuousClock.Instant) -> Duration? {
        let isMissing = survey.problems.contains { [.missing, .notADirectory, .restless].contains($0.kind) }
        let delays = [
            survey.isIncomplete ? .zero : nil, ledger.nextDeadline().map { max(.zero, $0 - now) },
            isMissing || survey.lacksDescriptors ? ReloadLimits.retryOfMissing : nil,
        ]
        return delays.compactMap(\.self).min()
    }

    /// No attempt held: everything stays as it was.
    private var allRestless: DirectoryLook {
        var look = DirectoryLook()
        look.problems = paths.map { DirectoryProblem(path: $0, kind: .restless) }
        look.isCurrent = paths.isEmpty
        look.lookAgainIn = ReloadLimits.graceForRenames
        return look
    }
}
