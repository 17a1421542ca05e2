package import Logging
import Synchronization

/// Tells the service manager, where there is one, what becomes of the server.
package final class Supervision: Sendable {
    private struct State {
        var notices = ServiceNotices()
        var isUnreachable = false
    }

    private let manager: ServiceManager?
    private let logger: Logger
    private let state = Mutex(State())
    /// How soon the manager has to hear that the server works; nil: never.
    let watchdog: Duration?

    /// A supervision by this manager; nil: by nobody.
    package init(by manager: ServiceManager?, watchdog: Duration? = nil, logger: Logger) {
        self.manager = manager
        self.watchdog = manager == nil ? nil : watchdog
        self.logger = logger
    }

    /// The supervision that the environment names.
    package static func ofEnvironment(logger: Logger) -> Supervision {
        let manager = ServiceManager.ofEnvironment()
        switch WatchdogRequest.ofEnvironment() {
        case .none: return Supervision(by: manager, logger: logger)
        case .interval(let interval): return Supervision(by: manager, watchdog: interval, logger: logger)
        case .invalid(let setting):
            logger.warning("\(setting) is no number of microseconds: the service manager's watchdog is told nothing")
            return Supervision(by: manager, logger: logger)
        }
    }

    /// Tells what follows from an event. Told in the order in which it happens; a manager that cannot be reached is an error of its own
    /// or of the unit, and no reason not to serve.
    package func handle(_ event: @autoclosure () -> ServiceNotices.Event) {
        guard let manager else { return }
        state.withLock { state in
            let notices = state.notices.notices(of: event())
            guard !notices.isEmpty else { return }
            do throws(SystemError) {
                try manager.tell(notices)
                state.isUnreachable = false
            } catch {
                if !state.isUnreachable {
                    logger.warning("cannot tell the service manager what becomes of this server (\(manager)): \(error): it may end it")
                }
                state.isUnreachable = true
            }
        }
    }
}
