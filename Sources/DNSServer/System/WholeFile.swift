import Glibc

/// Reads files of the server's own: its configuration and its state, and what else is read whole.
package enum WholeFile {
    /// The most octets of such a file: a thousand times a large one.
    package static let maximumLength = 64 << 20

    /// What is read under a name.
    package enum Kind: Sendable {
        /// Whatever is there: a pipe, too, where whoever starts the server means it.
        case any
        /// A regular file, or one that a link leads to: no pipe and no device keeps the server waiting.
        case regular
        /// A regular file, and no link to one.
        case regularItself
    }

    /// The octets of a file; one that has more than so many cannot be read.
    package static func read(_ path: String, _ kind: Kind = .any, atMost limit: Int = maximumLength) throws(WholeFileError) -> [UInt8] {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | kind.flags)
        guard descriptor >= 0 else { throw WholeFileError(path, .last) }
        defer { close(descriptor) }
        do throws(SystemError) {
            if kind != .any { try checkRegular(descriptor) }
            return try octets(of: descriptor, atMost: limit)
        } catch {
            throw WholeFileError(path, error)
        }
    }

    private static func checkRegular(_ descriptor: Int32) throws(SystemError) {
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0 else { throw .last }
        switch status.st_mode & S_IFMT {
        case S_IFREG: break
        case S_IFDIR: throw SystemError(EISDIR)
        default: throw SystemError(EINVAL)
        }
    }

    private static func octets(of descriptor: Int32, atMost limit: Int) throws(SystemError) -> [UInt8] {
        var octets: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while octets.count <= limit {
            let count = unsafe Glibc.read(descriptor, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw .last }
            if count == 0 { return octets }
            octets += buffer[..<count]
        }
        throw SystemError(EFBIG)
    }
}

extension WholeFile.Kind {
    fileprivate var flags: Int32 {
        switch self {
        case .any: 0
        case .regular: O_NONBLOCK | O_NOCTTY
        case .regularItself: O_NONBLOCK | O_NOCTTY | O_NOFOLLOW
        }
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
        error.number == EINVAL ? "cannot read \(path): it is no regular file" : "cannot read \(path): \(error)"
    }
}
