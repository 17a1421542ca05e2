import Glibc

/// The three descriptors that every program expects to have.
package enum StandardStreams {
    /// Opens those that are closed, on nothing: else a file or a socket gets the number of one, and the log is written into it.
    package static func openMissing() {
        for number in STDIN_FILENO...STDERR_FILENO where fcntl(number, F_GETFD) < 0 {
            // Gets the lowest number, which is this one.
            _ = unsafe open("/dev/null", O_RDWR)
        }
    }
}
