package import Glibc
import Synchronization

/// A program that a test started. It ends with the test, and with the tests' own process however that ends.
///
/// Not Foundation's Process: on Linux its wait for the end is over only when no descendant of the program is left.
package final class ChildProcess: Sendable {
    package let identifier: pid_t
    private let end = Mutex<Int32?>(nil)

    /// How long a program may take to end when it is asked to, and again when it is killed.
    private static let endBound = Duration.seconds(20)

    /// Starts a program of the search path; both streams go to files, which may be one. It has these descriptors from 3 on.
    package init(_ command: [String], in folder: String?, output: String, errors: String, passing descriptors: [Int32] = []) throws {
        // No test waits for the crash reporter.
        let environment = ["env"] + (folder.map { ["--chdir=\($0)"] } ?? []) + ["SWIFT_BACKTRACE=enable=no"]
        let whole = environment + ["setpriv", "--pdeathsig", "KILL", "--"] + command
        identifier = try ParentThread.shared.run { try Self.spawn(whole, output: output, errors: errors, descriptors) }
    }

    deinit {
        send(SIGTERM)
        if !waitForEnd(atMost: Self.endBound) {
            send(SIGKILL)
            if !waitForEnd(atMost: Self.endBound) { print("process \(identifier) cannot be killed") }
        }
        // What it started and left behind.
        kill(-identifier, SIGKILL)
    }

    /// The exit status, or the signal that ended it; nil while it runs.
    package var status: Int32? {
        end.withLock { end in
            var status: Int32 = 0
            if end == nil, unsafe waitpid(identifier, &status, WNOHANG) == identifier {
                let signal = status & 0x7F
                end = signal == 0 ? status >> 8 & 0xFF : signal
            }
            return end
        }
    }

    package func waitForEnd(atMost bound: Duration) -> Bool {
        waitUntil(atMost: bound) { status != nil }
    }

    /// Does nothing once it is known to have ended: the number may be another's then.
    package func send(_ signal: Int32) {
        end.withLock { if $0 == nil { kill(identifier, signal) } }
    }

    /// A program that could not be started.
    struct NotStarted: Error {
        let number: Int32
    }

    private static func spawn(_ command: [String], output: String, errors: String, _ passed: [Int32]) throws -> pid_t {
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        defer { unsafe posix_spawn_file_actions_destroy(&actions) }
        unsafe posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        unsafe posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_APPEND, 0o600)
        unsafe posix_spawn_file_actions_addopen(&actions, 2, errors, O_WRONLY | O_CREAT | O_APPEND, 0o600)
        // Out of the way of their new numbers first.
        let copies = passed.map { fcntl($0, F_DUPFD_CLOEXEC, 100) }
        defer { for copy in copies { close(copy) } }
        for (index, copy) in copies.enumerated() { unsafe posix_spawn_file_actions_adddup2(&actions, copy, Int32(3 + index)) }
        var attributes = newAttributes()
        defer { unsafe posix_spawnattr_destroy(&attributes) }
        let arguments = unsafe command.map { unsafe strdup($0) } + [nil]
        defer { unsafe arguments.forEach { unsafe free($0) } }
        var identifier: pid_t = 0
        let result = unsafe posix_spawnp(&identifier, "env", &actions, &attributes, arguments, environ)
        guard result == 0 else { throw NotStarted(number: result) }
        return identifier
    }

    /// A group of its own, and all signals as they are by default: Dispatch's threads hold most of them back.
    private static func newAttributes() -> posix_spawnattr_t {
        var attributes = posix_spawnattr_t()
        unsafe posix_spawnattr_init(&attributes)
        unsafe posix_spawnattr_setpgroup(&attributes, 0)
        var signals = sigset_t()
        unsafe sigemptyset(&signals)
        unsafe posix_spawnattr_setsigmask(&attributes, &signals)
        unsafe sigfillset(&signals)
        unsafe posix_spawnattr_setsigdefault(&attributes, &signals)
        unsafe posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
        return attributes
    }
}
