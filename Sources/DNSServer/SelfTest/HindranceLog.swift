import Logging
import Synchronization

/// Tells once a minute that the server cannot ask itself.
final class HindranceLog: Sendable {
    private let throttle = Mutex(Throttle(times: 1, in: .seconds(60)))
    private let logger: Logger

    init(logger: Logger) {
        self.logger = logger
    }

    func tell(of error: SystemError, at now: ContinuousClock.Instant) {
        guard throttle.withLock({ $0.admits(at: now) }) else { return }
        logger.error("this server cannot ask itself whether it answers: \(error): raise the limit of open files (ulimit -n, LimitNOFILE=)")
    }
}
