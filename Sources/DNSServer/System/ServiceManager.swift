import CLinux
import Glibc

/// Whoever started this process and wants to hear of it, by the protocol of sd_notify(3).
package struct ServiceManager: Sendable {
    private let path: String

    /// The service manager that listens at this path; "@" begins a name in the abstract namespace.
    package init(path: String) {
        self.path = path
    }

    /// The service manager that the environment names, for this process alone: no child takes the name over. Nil where there is none.
    package static func ofEnvironment() -> ServiceManager? {
        guard let path = unsafe getenv("NOTIFY_SOCKET").map({ unsafe String(cString: $0) }), !path.isEmpty else { return nil }
        unsafe unsetenv("NOTIFY_SOCKET")
        return ServiceManager(path: path)
    }

    /// What it can be told.
    package enum Notice: Hashable, Sendable {
        /// Queries are answered.
        case ready
        /// Everything is read again; `ready` follows. The time is that of CLOCK_MONOTONIC, in microseconds.
        case reloading(at: UInt64)
        /// The process ends.
        case stopping
        /// The process works: it has just been seen to.
        case watchdog
        /// What it does, for people.
        case status(String)
        /// The process that stands for the service from now on.
        case mainProcess(Int32)
    }

    /// Tells it all of these at once. A manager that cannot be reached is an error: it would take a server that serves for one that does
    /// not.
    func tell(_ notices: [Notice]) throws(SystemError) {
        _ = try unsafe SystemError.check(clinux_notify(path, notices.map(\.line).joined(separator: "\n")))
    }
}

extension ServiceManager: CustomStringConvertible {
    /// As the environment names it.
    package var description: String {
        "NOTIFY_SOCKET=\(path)"
    }
}

extension ServiceManager.Notice {
    /// As sd_notify(3) has it.
    fileprivate var line: String {
        switch self {
        case .ready: "READY=1"
        case .reloading(let time): "RELOADING=1\nMONOTONIC_USEC=\(time)"
        case .stopping: "STOPPING=1"
        case .watchdog: "WATCHDOG=1"
        case .status(let text): "STATUS=" + text.split(whereSeparator: \.isNewline).joined(separator: " ")
        case .mainProcess(let identifier): "MAINPID=\(identifier)"
        }
    }
}
