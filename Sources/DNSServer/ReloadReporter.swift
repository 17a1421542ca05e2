import KubernetesObjects
import Logging
import ServiceRegistry

/// Tells in the log what a reload brought: each problem when it comes and when it goes, not each time.
struct ReloadReporter {
    private let logger: Logger
    private var problems: Set<Problem> = []
    private var directoryProblems: Set<Problem> = []
    private var toldGeneration: UInt64 = 0

    /// The most problems of one reload that are told one by one: `svcdns check` shows all.
    private static let maximumTold = 100

    init(logger: Logger) {
        self.logger = logger
    }

    /// How much a snapshot holds, and how many errors and warnings there are now.
    func summary(of snapshot: RegistrySnapshot) -> RegistrySummary {
        let serious = problems.union(directoryProblems).filter { $0.severity != .note }
        return RegistrySummary(services: snapshot.services.count, endpoints: snapshot.endpointCount, problems: serious.count)
    }

    mutating func validated(_ current: [Problem]) {
        tell(Set(current), instead: problems)
        problems = Set(current)
    }

    /// The end of a look: a summary where something else is served than before.
    mutating func looked(_ current: [DirectoryProblem], at snapshot: RegistrySnapshot) {
        let current = Set(current.map(\.problem))
        tell(current, instead: directoryProblems)
        directoryProblems = current
        guard snapshot.generation != toldGeneration else { return }
        toldGeneration = snapshot.generation
        logger.info("registry \(snapshot.generation): \(summary(of: snapshot))")
    }

    /// Tells of addresses that moved; a Service without one is among the problems.
    func published(_ events: [Allocation.Event]) {
        for case .moved(let key, let from, let to) in events {
            logger.warning(
                "Service \(key.service): cluster IP moved from \(from) to \(to): a manifest names the old one, or the range changed")
        }
    }

    private func tell(_ current: Set<Problem>, instead previous: Set<Problem>) {
        let new = current.subtracting(previous).sorted()
        for problem in new.prefix(Self.maximumTold) { logger.log(level: problem.severity.logLevel, "\(problem)") }
        if new.count > Self.maximumTold {
            logger.warning("\(new.count - Self.maximumTold) more: svcdns check shows all problems")
        }
        for problem in previous.subtracting(current).sorted().prefix(Self.maximumTold) { logger.debug("no longer: \(problem)") }
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
}
