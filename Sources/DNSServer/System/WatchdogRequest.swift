import Glibc

/// What a service manager says of its watchdog in the environment (sd_watchdog_enabled(3)).
package enum WatchdogRequest: Hashable, Sendable {
    /// It has none, or one for another process.
    case none
    /// It ends the process that does not tell it in this time that it works.
    case interval(Duration)
    /// It says something that cannot be understood.
    case invalid(String)

    /// What these variables mean to the process of this number.
    package init(microseconds text: String?, process: String?, for own: Int32) {
        guard let text, process.map({ $0 == String(own) }) ?? true else {
            self = .none
            return
        }
        guard let microseconds = UInt64(text), microseconds > 0 else {
            self = .invalid("WATCHDOG_USEC=\(text)")
            return
        }
        self = .interval(.microseconds(microseconds))
    }

    /// What the environment says, to this process alone: no child takes it over.
    package static func ofEnvironment() -> WatchdogRequest {
        let names = ["WATCHDOG_USEC", "WATCHDOG_PID"]
        let values = names.map { name in unsafe getenv(name).map { unsafe String(cString: $0) } }
        for name in names { unsafe unsetenv(name) }
        return WatchdogRequest(microseconds: values[0], process: values[1], for: getpid())
    }
}
