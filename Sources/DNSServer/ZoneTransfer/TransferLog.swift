package import Logging
import Synchronization

/// Tells in the log what became of queries for transfers, in bounds: anybody may send them again and again. One log is for all
/// queues of a server, so that its bounds are the server's.
package final class TransferLog: Sendable {
    private let logger: Logger
    private let transfers = Mutex(Budget(linesPerMinute: 60))
    /// Apart from the others, for a refused query may come from a stranger under any address.
    private let refusals = Mutex(Budget(linesPerMinute: 10))

    /// What became of a query for a transfer.
    package enum Outcome: Sendable {
        /// The client has the whole zone.
        case transferred
        /// The client went away, or was too slow.
        case brokenOff
        /// The client may have the zone, but not now.
        case failed
        /// The client or the query is wrong.
        case refused
    }

    /// A log by this logger.
    package init(logger: Logger) {
        self.logger = logger
    }

    /// Tells this, unless there were too many such lines in this minute; how many those were is told later.
    package func tell(_ outcome: Outcome, _ line: @autoclosure () -> String, at now: ContinuousClock.Instant) {
        guard let untold = admit(outcome, at: now) else { return }
        logger.log(level: outcome.level, "\(line())\(untold > 0 ? " (lines left out before it: \(untold))" : "")")
    }

    private func admit(_ outcome: Outcome, at now: ContinuousClock.Instant) -> Int? {
        switch outcome {
        case .transferred, .brokenOff, .failed: transfers.withLock { $0.admit(at: now) }
        case .refused: refusals.withLock { $0.admit(at: now) }
        }
    }
}

extension TransferLog {
    /// The lines of one minute.
    private struct Budget {
        private var lines: Throttle
        private var untold = 0

        init(linesPerMinute: Int) {
            lines = Throttle(times: linesPerMinute, in: .seconds(60))
        }

        /// How many lines were left out before this one; nil when it is left out too.
        mutating func admit(at now: ContinuousClock.Instant) -> Int? {
            guard lines.admits(at: now) else {
                untold += 1
                return nil
            }
            defer { untold = 0 }
            return untold
        }
    }
}

extension TransferLog.Outcome {
    fileprivate var level: Logger.Level {
        switch self {
        case .transferred: .info
        case .brokenOff, .refused: .notice
        case .failed: .warning
        }
    }
}
