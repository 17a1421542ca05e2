internal import Glibc

/// A directory by its descriptor: what is read beneath it stays the same directory's, whatever happens to its name.
struct OpenDirectory: ~Copyable {
    private let descriptor: Int32

    /// The directory of a path.
    static func opening(_ path: String) -> Result<OpenDirectory, SystemError> {
        opening(path, beneath: AT_FDCWD)
    }

    /// The directory that a name in this one leads to.
    func opening(_ name: String) -> Result<OpenDirectory, SystemError> {
        Self.opening(name, beneath: descriptor)
    }

    private static func opening(_ path: String, beneath parent: Int32) -> Result<OpenDirectory, SystemError> {
        let descriptor = unsafe openat(parent, path, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NONBLOCK)
        return descriptor >= 0 ? .success(OpenDirectory(descriptor: descriptor)) : .failure(.last)
    }

    deinit { close(descriptor) }

    /// Its own identity.
    func identity() throws(SystemError) -> FileIdentity {
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0 else { throw .last }
        return FileStatus(status).signature.identity
    }

    /// What a name leads to, symbolic links followed. Opens nothing.
    func status(of name: String) -> Result<FileStatus, SystemError> {
        var status = stat()
        return unsafe fstatat(descriptor, name, &status, 0) == 0 ? .success(FileStatus(status)) : .failure(.last)
    }

    /// Where a symbolic link points; nil for what is none.
    func target(of name: String) -> String? {
        var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
        let length = unsafe readlinkat(descriptor, name, &buffer, buffer.count)
        return length > 0 ? String(validating: buffer.prefix(length).map(UInt8.init(bitPattern:)), as: UTF8.self) : nil
    }

    /// The content of a file, at most one octet more than `limit`; never waits, whatever the name leads to by now.
    func read(_ name: String, limit: Int) -> Result<FileReading, SystemError> {
        let file = unsafe openat(descriptor, name, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
        guard file >= 0 else { return .failure(.last) }
        defer { close(file) }
        return Result { () throws(SystemError) in try FileReading(file, limit: limit) }
    }
}

extension OpenDirectory {
    /// The directory that a path's last name lies in, where that name is a symbolic link: there it shows that it is swapped.
    static func parentOfLink(_ path: String) -> String? {
        var status = stat()
        guard unsafe lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFLNK else { return nil }
        guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    /// The entries that `isWanted`, at most `limit`, in the order of their names.
    func entries(limit: Int, where isWanted: (DirectoryEntry) -> Bool) throws(SystemError) -> [DirectoryEntry] {
        let copy = unsafe openat(descriptor, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard copy >= 0 else { throw .last }
        guard let stream = unsafe fdopendir(copy) else {
            close(copy)
            throw .last
        }
        defer { unsafe closedir(stream) }
        var entries: [DirectoryEntry] = []
        while entries.count < limit, let entry = unsafe try Self.next(of: stream) {
            if isWanted(entry) { entries.append(entry) }
        }
        return entries.sorted { $0.name < $1.name }
    }

    private static func next(of stream: OpaquePointer) throws(SystemError) -> DirectoryEntry? {
        errno = 0
        guard let entry = unsafe readdir(stream) else {
            guard errno == 0 else { throw .last }
            return nil
        }
        return unsafe DirectoryEntry(entry)
    }
}
