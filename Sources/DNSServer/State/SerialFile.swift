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

    private static let header = "svcdns-serial 1\n"
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
            written = Self.serial(of: text)
            return written.map { .serial($0) } ?? .damaged
        } catch {
            guard error.error.isAbsence else { throw error }
            return nil
        }
    }

    /// What a file can say.
    enum Contents {
        case serial(UInt32)
        case damaged
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

    private static func serial(of text: String) -> UInt32? {
        guard text.hasPrefix(header), text.hasSuffix("\n"), text.utf8.count == header.utf8.count + digits + 1 else { return nil }
        return UInt32(text.dropFirst(header.count).dropLast())
    }
}
