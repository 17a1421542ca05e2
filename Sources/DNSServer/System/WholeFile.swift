import Glibc

/// Reads files of the server's own: its configuration and its state.
package enum WholeFile {
    /// The most octets of such a file: a thousand times a large one.
    private static let maximumLength = 64 << 20

    /// The octets of a file; of a regular one only, where nobody may keep the server waiting with a pipe.
    package static func read(_ path: String, onlyRegular: Bool = false) throws(WholeFileError) -> [UInt8] {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | (onlyRegular ? O_NONBLOCK | O_NOFOLLOW : 0))
        guard descriptor >= 0 else { throw WholeFileError(path, .last) }
        defer { close(descriptor) }
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0 else { throw WholeFileError(path, .last) }
        guard !onlyRegular || status.st_mode & S_IFMT == S_IFREG else { throw WholeFileError(path, SystemError(EINVAL)) }
        var octets: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while octets.count <= maximumLength {
            let count = unsafe Glibc.read(descriptor, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw WholeFileError(path, .last) }
            if count == 0 { return octets }
            octets += buffer[..<count]
        }
        throw WholeFileError(path, SystemError(EFBIG))
    }
}

/// Why a file cannot be read.
package struct WholeFileError: Error, Hashable, Sendable, CustomStringConvertible {
    let path: String
    let error: SystemError

    init(_ path: String, _ error: SystemError) {
        self.path = path
        self.error = error
    }

    /// What is wrong, on one line.
    package var description: String {
        "cannot read \(path): \(error)"
    }
}
