import Glibc

/// The error number of a system call that failed.
package struct SystemError: Error, Hashable, Sendable {
    /// The errno, positive.
    package let number: Int32

    /// The failure of this errno.
    package init(_ number: Int32) {
        self.number = number
    }

    /// The error of the call that has just failed and set `errno`.
    static var last: SystemError { SystemError(errno) }

    /// Whether there is nothing of that name (any more).
    var isAbsence: Bool { number == ENOENT || number == ENOTDIR || number == ESTALE }

    /// Whether this process, or the machine, has too many files open: that passes.
    var isShortage: Bool { number == EMFILE || number == ENFILE }

    /// The result of a call that returns a negative errno when it fails.
    static func check(_ result: Int32) throws(SystemError) -> Int32 {
        guard result >= 0 else { throw SystemError(-result) }
        return result
    }
}

extension SystemError: CustomStringConvertible {
    /// The C library's words for it.
    package var description: String {
        // glibc's strerror gives each thread its own text (since 2.32).
        guard let text = unsafe strerror(number) else { return "error \(number)" }
        return unsafe String(cString: text)
    }
}
