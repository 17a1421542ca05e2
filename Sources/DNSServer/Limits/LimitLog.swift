package import Logging

/// Tells in the log whom a limit held back: a line a minute at most, however many are held back.
package struct LimitLog {
    private let name: String
    private let limit: SharedLimit
    private let logger: Logger
    private var lines = Throttle(times: 1, in: .seconds(60))

    /// A log of one limit, by the name of its key.
    package init(_ name: String, _ limit: SharedLimit, logger: Logger) {
        self.name = name
        self.limit = limit
        self.logger = logger
    }

    /// Tells what there is to tell, unless there was a line within the minute: then it is told with what comes until the next.
    package mutating func tell(at now: ContinuousClock.Instant) {
        guard limit.timesSinceReport > 0, lines.admits(at: now) else { return }
        let report = limit.takeReport()
        let most = report.most.map { ", most of them (\($0.times)) to \(limit.prefixes.text($0.client))" } ?? ""
        logger.warning("\(name): \(report.times) answers were not given\(most); this is told once a minute at most")
    }
}
