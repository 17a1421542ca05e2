import Glibc

/// Lines for the person who started the program.
package enum StandardError {
    /// Writes one line.
    package static func writeLine(_ line: String) {
        write(line + "\n")
    }

    /// Writes a text. Nothing can be done where nobody reads it.
    package static func write(_ text: String) {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes { unsafe Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR || errno == EAGAIN && isWritableSoon { continue }
            guard count > 0 else { return }
            rest = rest.dropFirst(count)
        }
    }

    /// Whoever started this process may have made the stream one that does not wait.
    private static var isWritableSoon: Bool {
        var stream = pollfd(fd: STDERR_FILENO, events: Int16(POLLOUT), revents: 0)
        return unsafe poll(&stream, 1, 1_000) > 0
    }
}
