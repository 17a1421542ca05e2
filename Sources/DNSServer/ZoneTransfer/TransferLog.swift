package import Logging

/// Tells in the log what became of transfers, in bounds: a client may ask for the same zone again and again.
package final class TransferLog {
    private let logger: Logger
    private var lines = Throttle(times: linesPerMinute, in: .seconds(60))
    private var untold = 0

    private static let linesPerMinute = 60

    /// A log by this logger.
    package init(logger: Logger) {
        self.logger = logger
    }

    /// Tells this, unless there were too many lines in this minute; how many those were is told later.
    package func tell(_ line: String, at now: ContinuousClock.Instant) {
        guard lines.admits(at: now) else {
            untold += 1
            return
        }
        logger.info("\(line)\(untold > 0 ? " (\(untold) transfers before it were not told)" : "")")
        untold = 0
    }
}
