import Glibc
import ServiceRegistry

/// The directory that keeps the state over restarts; one server at a time has it.
///
/// The addresses are written beside their place, synced and renamed, so that a kill or a power cut at any moment leaves the old or
/// the new. The serial has a file of its own, so that a change without new addresses costs no such writing.
package final class StateDirectory {
    private let path: String
    /// Held open for its lock, which ends with the process.
    private var lock: Descriptor
    private var serial: SerialFile
    /// What the file of addresses says; nil while nobody knows.
    private var written: AllocationTable?

    /// Takes the directory; it is made if it is not there.
    package init(_ path: String) throws(StateDirectoryError) {
        self.path = path
        serial = SerialFile("\(path)/serial")
        lock = try Self.lock(path)
    }

    private static func lock(_ path: String) throws(StateDirectoryError) -> Descriptor {
        guard unsafe mkdir(path, 0o750) == 0 || errno == EEXIST || errno == EROFS else {
            throw StateDirectoryError("cannot make", path, .last)
        }
        let descriptor = try openLock(of: path)
        guard flock(descriptor.number, LOCK_EX | LOCK_NB) == 0 else {
            guard errno == EWOULDBLOCK else { throw StateDirectoryError("cannot lock", path, .last) }
            throw StateDirectoryError("state directory \(path): another svcdns has it: end that one or name another --state-directory")
        }
        return descriptor
    }

    /// A file system that has become read-only after an error still tells the addresses: what is new cannot be kept, and that is told.
    private static func openLock(of path: String) throws(StateDirectoryError) -> Descriptor {
        let flags = O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK
        let number = unsafe open("\(path)/lock", O_RDWR | O_CREAT | flags, 0o640)
        if number >= 0 { return Descriptor(owning: number) }
        let error = SystemError.last
        let readable = error.number == EROFS ? unsafe open("\(path)/lock", O_RDONLY | flags) : -1
        guard readable >= 0 else {
            let mayWrite = unsafe access(path, W_OK | X_OK) == 0
            throw mayWrite && error.number == EACCES
                ? StateDirectoryError(WholeFileError("\(path)/lock", error)) : StateDirectoryError("cannot write in", path, error)
        }
        return Descriptor(owning: readable)
    }

    private var file: String {
        "\(path)/registry"
    }

    /// The state that was last written. What cannot be understood is kept aside, never written over, and `report` says so.
    package func load(report: (String) -> Void) throws(StateDirectoryError) -> RegistryState {
        var state = try loadRegistry(report: report)
        if let serial = try loadSerial(report: report) { state.raise(serial: serial) }
        return state
    }

    private func loadRegistry(report: (String) -> Void) throws(StateDirectoryError) -> RegistryState {
        guard let octets = try read() else { return RegistryState() }
        do throws(StateError) {
            let state = try StateText.state(of: String(decoding: octets, as: UTF8.self))
            written = state.allocations
            return state
        } catch {
            let aside = try setAside(file)
            report("\(file): \(error.reason): kept as \(aside), and every address is allocated anew")
            return RegistryState()
        }
    }

    private func loadSerial(report: (String) -> Void) throws(StateDirectoryError) -> UInt32? {
        switch try readSerial() {
        case .serial(let serial): return serial
        case nil: return nil
        case .unusable(let error):
            let aside = try setAside(serial.path)
            report(
                "\(serial.path): \(error.reason): kept as \(aside), and the serial goes on from that beside the addresses, or from the time"
            )
            return nil
        }
    }

    private func readSerial() throws(StateDirectoryError) -> SerialFile.Contents? {
        do throws(WholeFileError) { return try serial.read() } catch { throw StateDirectoryError(error) }
    }

    /// Writes the state, as far as it is another than the last. The directory is made anew if somebody deleted it.
    ///
    /// Addresses are safe then from a power cut too, the serial after `sync`.
    package func save(_ state: RegistryState) throws(StateDirectoryError) {
        try keepHold()
        do throws(SystemError) { try serial.write(state.serial) } catch { throw StateDirectoryError("cannot write", serial.path, error) }
        guard state.allocations != written else { return }
        do throws(StateDirectoryError) {
            try write(StateText.text(of: state), to: "\(file).new")
        } catch {
            // What there was room for would keep the disk full.
            _ = unsafe unlink("\(file).new")
            throw error
        }
        guard unsafe rename("\(file).new", file) == 0 else { throw StateDirectoryError("cannot rename to", file, .last) }
        try syncDirectory()
        written = state.allocations
    }

    /// Makes the serial that was saved safe from a power cut. What a cut before this loses, the time makes up for.
    package func sync() throws(StateDirectoryError) {
        do throws(SystemError) { try serial.sync() } catch { throw StateDirectoryError("cannot write", serial.path, error) }
    }

    /// A lock on a file that is deleted keeps nobody out: another server could take a new directory of that name.
    private func keepHold() throws(StateDirectoryError) {
        var (named, held) = (stat(), stat())
        guard unsafe fstat(lock.number, &held) == 0 else { throw StateDirectoryError("cannot look at the lock of", path, .last) }
        guard unsafe stat("\(path)/lock", &named) == 0 else {
            guard errno == ENOENT else { throw StateDirectoryError("cannot look into", path, .last) }
            lock = try Self.lock(path)
            written = nil
            serial.forget()
            return
        }
        guard named.st_dev == held.st_dev, named.st_ino == held.st_ino else {
            throw StateDirectoryError(
                "state directory \(path): another directory took its place while svcdns ran, and is left as it is: "
                    + "restart svcdns to use it or name another --state-directory")
        }
    }

    private func read() throws(StateDirectoryError) -> [UInt8]? {
        do throws(WholeFileError) {
            return try WholeFile.read(file, .regularItself)
        } catch {
            guard error.error.number == ENOENT else { throw StateDirectoryError(error) }
            return nil
        }
    }

    /// Renames the file to a name that nothing has.
    private func setAside(_ file: String) throws(StateDirectoryError) -> String {
        for number in 1...Self.maximumSetAside {
            let aside = "\(file).unreadable-\(number)"
            guard unsafe access(aside, F_OK) != 0 else { continue }
            guard unsafe rename(file, aside) == 0 else { throw StateDirectoryError("cannot rename", file, .last) }
            return aside
        }
        throw StateDirectoryError("\(path): \(Self.maximumSetAside) unreadable states are kept there already: look at them and delete them")
    }

    /// So many states that were set aside are more than anybody has overlooked.
    private static let maximumSetAside = 100

    private func write(_ text: String, to path: String) throws(StateDirectoryError) {
        // What a killed server left, or somebody else put there, is not written through.
        _ = unsafe unlink(path)
        let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o640)
        guard descriptor >= 0 else { throw StateDirectoryError("cannot write", path, .last) }
        defer { close(descriptor) }
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes { unsafe Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw StateDirectoryError("cannot write", path, .last) }
            rest = rest.dropFirst(count)
        }
        guard fsync(descriptor) == 0 else { throw StateDirectoryError("cannot write", path, .last) }
    }

    /// A rename is only safe from a power cut when the directory is synced too.
    private func syncDirectory() throws(StateDirectoryError) {
        let descriptor = unsafe open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw StateDirectoryError("cannot open", path, .last) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw StateDirectoryError("cannot sync", path, .last) }
    }
}

/// What is wrong with the state directory, on one line.
package struct StateDirectoryError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong and how to mend it.
    package let description: String

    init(_ message: String) {
        description = message
    }

    init(_ error: WholeFileError) {
        let remedy =
            error.error.isShortage
            ? "raise the limit of open files" : "make it a regular file that svcdns's user may read and write (chown), or move it away"
        self.init("state directory: \(error): \(remedy)")
    }

    init(_ what: String, _ path: String, _ error: SystemError) {
        let remedy = error.isShortage ? "raise the limit of open files" : "make it a directory that svcdns may write in, with space left"
        self.init("state directory: \(what) \(path): \(error): \(remedy)")
    }
}

extension StateError {
    fileprivate var reason: String {
        switch self {
        case .damaged(let line): "damaged at line \(line)"
        case .otherVersion(let version): "written in form \(version), which this version does not know"
        }
    }
}
