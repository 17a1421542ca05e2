internal import Glibc

/// A system call on a file or a directory that failed.
package struct FileError: Error, Hashable {
    /// The value of `errno`.
    package let code: Int32

    /// The error of this code.
    package init(code: Int32) {
        self.code = code
    }

    /// The error of the call that has just failed.
    static var last: FileError { FileError(code: errno) }

    /// Whether there is nothing of that name (any more).
    var isAbsence: Bool { code == ENOENT || code == ENOTDIR || code == ESTALE }
}

extension FileError: CustomStringConvertible {
    /// What the C library says: `Permission denied`.
    package var description: String {
        var text = [CChar](repeating: 0, count: 128)
        guard unsafe strerror_r(code, &text, text.count) == 0 else { return "error \(code)" }
        return String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
}
