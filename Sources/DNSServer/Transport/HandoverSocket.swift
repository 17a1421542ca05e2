import CLinux
import Glibc
import Synchronization

/// The socket in the file system at which the next server asks for the sockets of this one.
final class HandoverSocket: Sendable {
    private let path: String
    /// The file on its way to its name.
    private let newPath: String
    let listening: HeldDescriptor
    /// What tells the file from another of that name.
    private let identity: FileIdentity
    /// Whether the name is left to who takes this server's place.
    private let isLeft = Atomic(false)

    /// The longest path that there can be.
    package static let longestPath = Int(CLINUX_LONGEST_PATH) - suffix.utf8.count
    private static let suffix = ".new"

    private struct FileIdentity: Hashable {
        let device: UInt
        let number: UInt
    }

    /// Makes it under a name beside its own, which another server has perhaps.
    init(_ path: String) throws(StartError) {
        self.path = path
        newPath = path + Self.suffix
        do throws(SystemError) {
            // What a killed server has left.
            _ = unsafe unlink(newPath)
            listening = HeldDescriptor(try Descriptor(checking: unsafe clinux_listen_path(newPath)))
            guard let identity = Self.identity(newPath) else { throw .last }
            self.identity = identity
        } catch {
            throw StartError(description: "handover: cannot make the socket \(path): \(error): name a file in a directory of svcdns's own")
        }
    }

    /// Takes the name, whoever had it.
    func publish() throws(SystemError) {
        guard unsafe rename(newPath, path) == 0 else { throw .last }
    }

    /// The next server takes the name, now or soon: between a look at whose it is and its removal it could.
    func leave() {
        isLeft.store(true, ordering: .releasing)
    }

    /// Removes the file, unless the name is another server's by now.
    func remove() {
        if !isLeft.load(ordering: .acquiring), Self.identity(path) == identity { _ = unsafe unlink(path) }
    }

    deinit {
        if Self.identity(newPath) == identity { _ = unsafe unlink(newPath) }
    }

    private static func identity(_ path: String) -> FileIdentity? {
        var status = stat()
        guard unsafe lstat(path, &status) == 0 else { return nil }
        return FileIdentity(device: UInt(status.st_dev), number: UInt(status.st_ino))
    }

    /// The next who connects to a listening socket.
    static func accept(on listening: Int32) throws(AcceptFailure) -> Descriptor {
        let next = clinux_accept(listening)
        guard next.result >= 0 else { throw AcceptFailure(SystemError(-next.result)) }
        return Descriptor(owning: next.result)
    }

    /// A connection to the server that has the name; nil where none has it, or one that is dead.
    static func connect(_ path: String) throws(StartError) -> HeldDescriptor? {
        let number = unsafe clinux_connect_path(path)
        if number >= 0 { return HeldDescriptor(Descriptor(owning: number)) }
        switch -number {
        case ENOENT: return nil
        case ECONNREFUSED where isSocket(path): return nil
        case ECONNREFUSED, EPROTOTYPE:
            throw StartError(description: "handover: \(path) is another program's: name another file")
        case EACCES, EPERM:
            throw StartError(description: "handover: \(path) is another user's: run svcdns as that user, or name another file")
        case EAGAIN:
            throw StartError(description: "handover: the server that has \(path) does not answer: end it, or try again")
        default:
            throw StartError(description: "handover: cannot connect to \(path): \(SystemError(-number)): name another file")
        }
    }

    private static func isSocket(_ path: String) -> Bool {
        var status = stat()
        return unsafe lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFSOCK
    }
}
