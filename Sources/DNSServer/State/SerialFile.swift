import Glibc

/// The file of the last serial: a serial is new at every publication, while addresses seldom are.
///
///     svcdns-serial 1
///     1795300000
///
/// It is written in place, in one piece: a kill leaves the old text or the new.
struct SerialFile {
    let path: String
    /// What the file says; nil while nobody knows.
    private var written: UInt32?
    private var isSynced = true

    private static let title = "svcdns-serial "
    private static let version = "1"
    private static let header = title + version + "\n"
    /// A serial has 32 bits.
    private static let digits = 10

    init(_ path: String) {
        self.path = path
    }

    /// The serial that was last written, if one ever was: a file that was made on a full disk is empty.
    mutating func read() throws(WholeFileError) -> Contents? {
        do throws(WholeFileError) {
            let text = String(decoding: try WholeFile.read(path, .regularItself), as: UTF8.self)
            if text.isEmpty { return nil }
            let contents = Self.contents(of: text)
            if case .serial(let serial) = contents { written = serial }
            return contents
        } catch {
            guard error.error.isAbsence else { throw error }
            return nil
        }
    }

    /// What a file can say.
    enum Contents {
        case serial(UInt32)
        case unusable(StateError)
    }

    /// Writes a serial, if it is another than the last: from then on a kill cannot lose it.
    mutating func write(_ serial: UInt32) throws(SystemError) {
        guard serial != written else { return }
        written = nil
        let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0o640)
        guard descriptor >= 0 else { throw .last }
        defer { close(descriptor) }
        let octets = Array(Self.text(of: serial).utf8)
        let count = unsafe Glibc.write(descriptor, octets, octets.count)
        guard count >= 0 else { throw .last }
        guard count == octets.count else { throw SystemError(ENOSPC) }
        (written, isSynced) = (serial, false)
    }

    /// Waits until a power cut cannot lose the serial either.
    mutating func sync() throws(SystemError) {
        guard !isSynced else { return }
        let descriptor = unsafe open(path, O_WRONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else { throw .last }
        defer { close(descriptor) }
        guard fdatasync(descriptor) == 0 else { throw .last }
        isSynced = true
    }

    /// Forgets what was written: the file is not there any more.
    mutating func forget() {
        written = nil
    }

    /// The same length for every serial, so that a new one covers the old.
    private static func text(of serial: UInt32) -> String {
        let number = String(serial)
        return header + String(repeating: "0", count: digits - number.utf8.count) + number + "\n"
    }

    private static func contents(of text: String) -> Contents {
        let lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        guard lines.count > 1, lines[0].starts(with: title.utf8) else { return .unusable(.damaged(line: 1)) }
        let version = String(decoding: lines[0].dropFirst(title.utf8.count), as: UTF8.self)
        guard version == Self.version else { return .unusable(.ofVersion(version[...])) }
        guard lines.count == 3, lines[2].isEmpty, let serial = serial(of: lines[1]) else { return .unusable(.damaged(line: 2)) }
        return .serial(serial)
    }

    private static func serial(of line: Substring.UTF8View) -> UInt32? {
        guard line.count == digits, line.allSatisfy((UInt8(ascii: "0")...UInt8(ascii: "9")).contains) else { return nil }
        return UInt32(Substring(line))
    }
}
