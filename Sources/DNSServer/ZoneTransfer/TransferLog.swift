package import Logging

/// Tells in the log what became of transfers, in bounds: a client may ask for the same zone again and again.
package final class TransferLog {
    private let logger: Logger
    private var minute: (begin: ContinuousClock.Instant, lines: Int)?
    private var untold = 0

    /// The most lines of one minute.
    package static let linesOfMinute = 60

    /// A log by this logger.
    package init(logger: Logger) {
        self.logger = logger
    }

    /// Tells this, unless there were too many lines in this minute; how many those were is told later.
    package func tell(_ line: String, at now: ContinuousClock.Instant) {
        if minute.map({ now - $0.begin >= .seconds(60) }) ?? true { minute = (now, 0) }
        guard let current = minute, current.lines < Self.linesOfMinute else {
            untold += 1
            return
        }
        minute = (current.begin, current.lines + 1)
        logger.info("\(line)\(untold > 0 ? " (\(untold) transfers before it were not told)" : "")")
        untold = 0
    }
}
