import KubernetesObjects
import Logging
import ServiceRegistry

/// Tells in the log what a reload brought: each problem when it comes and when it goes, not each time.
struct ReloadReporter {
    private let logger: Logger
    /// How many of the problems of all files are to be mended.
    private var seriousProblems = 0
    /// What the registry could not do, and what hinders reading: few, and known anew each time.
    private var shortages: [Problem] = []
    private var directoryProblems: [Problem] = []
    private var exposure = ExposureEffect()
    private var told: (generation: UInt64, summary: RegistrySummary)?

    /// The most problems of one reload that are told one by one: `svcdns check` shows all.
    private static let maximumTold = 100

    init(logger: Logger) {
        self.logger = logger
    }

    /// How much a snapshot holds, and how many errors and warnings there are now.
    func summary(of snapshot: RegistrySnapshot) -> RegistrySummary {
        let serious = seriousProblems + (shortages + directoryProblems).count { $0.severity != .note }
        return RegistrySummary(
            services: snapshot.serviceCount + exposure.hiddenServices, hiddenServices: exposure.hiddenServices,
            endpoints: snapshot.endpointCount, problems: serious + exposure.mistakes.count)
    }

    /// Takes what became of the problems of all files, how many of them are to be mended now, and all that the registry could not do.
    mutating func validated(_ change: ProblemChange, serious: Int, shortages current: [Problem]) {
        let change = change + ProblemChange(from: shortages, to: current)
        shortages = current
        seriousProblems = serious
        tell(change)
    }

    /// Takes what is hidden of the objects that are served, and which rules show nothing.
    mutating func exposed(_ current: ExposureEffect) {
        for mistake in current.mistakes where !exposure.mistakes.contains(mistake) { logger.warning("\(mistake)") }
        for mistake in exposure.mistakes where !current.mistakes.contains(mistake) { logger.notice("mended: \(mistake)") }
        exposure = current
    }

    /// The end of a look: a summary where something else is served than before, or more or less is wrong.
    mutating func looked(_ current: [DirectoryProblem], at snapshot: RegistrySnapshot) {
        let current = current.map(\.problem)
        tell(ProblemChange(from: directoryProblems, to: current))
        directoryProblems = current
        let summary = summary(of: snapshot)
        guard told?.generation != snapshot.generation || told?.summary != summary else { return }
        told = (snapshot.generation, summary)
        logger.info("registry \(snapshot.generation): \(summary)")
    }

    /// Tells of addresses that moved; a Service without one is among the problems.
    func published(_ events: [Allocation.Event]) {
        for case .moved(let key, let from, let to) in events {
            logger.warning(
                "Service \(key.service): cluster IP moved from \(from) to \(to): a manifest names the old one, or the range changed")
        }
    }

    private func tell(_ change: ProblemChange) {
        tell(change.came, rest: "more: svcdns check shows all problems") { logger.log(level: $0.severity.logLevel, "\($0)") }
        tell(change.went, rest: "more are mended") { logger.log(level: $0.severity.logLevelOfEnd, "mended: \($0)") }
    }

    private func tell(_ problems: [Problem], rest: String, _ log: (Problem) -> Void) {
        let serious = problems.filter { $0.severity != .note }
        for problem in serious.prefix(Self.maximumTold) { log(problem) }
        if serious.count > Self.maximumTold { logger.notice("\(serious.count - Self.maximumTold) \(rest)") }
        for problem in problems.filter({ $0.severity == .note }).prefix(Self.maximumTold) { log(problem) }
    }
}

extension ProblemChange {
    /// What became of problems that are known whole.
    fileprivate init(from previous: [Problem], to current: [Problem]) {
        let (known, remaining) = (Set(previous), Set(current))
        self.init(went: previous.filter { !remaining.contains($0) }, came: current.filter { !known.contains($0) })
    }
}

extension Problem.Severity {
    fileprivate var logLevel: Logger.Level {
        switch self {
        case .error: .error
        case .warning: .warning
        case .note: .debug
        }
    }

    fileprivate var logLevelOfEnd: Logger.Level {
        switch self {
        case .error, .warning: .notice
        case .note: .debug
        }
    }
}
