internal import Glibc

/// What a file held at one moment.
struct FileReading {
    let octets: [UInt8]
    /// As it was before the first octet was read: a write in between shows at the next look.
    let signature: FileSignature
    /// When it was read, in nanoseconds since 1970.
    let time: Int64

    /// Reads an open file to its end, or to one octet more than `limit`.
    init(_ file: Int32, limit: Int) throws(SystemError) {
        var status = stat()
        guard unsafe fstat(file, &status) == 0 else { throw .last }
        guard FileStatus(status).kind == .regular else { throw SystemError(EINVAL) }
        var now = timespec()
        guard unsafe clock_gettime(CLOCK_REALTIME, &now) == 0 else { throw .last }
        signature = FileStatus(status).signature
        time = FileStatus.nanoseconds(now)
        octets = try Self.octets(of: file, expected: signature.size, limit: limit)
    }

    /// Reads in steps: of files in some file systems the size is not known before.
    private static func octets(of file: Int32, expected: Int, limit: Int) throws(SystemError) -> [UInt8] {
        var octets: [UInt8] = []
        var step = [UInt8](repeating: 0, count: min(max(expected, 0), limit) + 1)
        while octets.count <= limit {
            let count = unsafe Glibc.read(file, &step, min(step.count, limit + 1 - octets.count))
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw .last }
            guard count > 0 else { break }
            octets += step.prefix(count)
        }
        return octets
    }
}
