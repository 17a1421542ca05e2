internal import Glibc

/// Which file it is, wherever it is named.
package struct FileIdentity: Hashable, Sendable {
    let device: UInt64
    let inode: UInt64

    /// The file of this number on this device.
    package init(device: UInt64, inode: UInt64) {
        self.device = device
        self.inode = inode
    }
}

/// What changes when a file's content does, or when another takes its name.
package struct FileSignature: Hashable, Sendable {
    let identity: FileIdentity
    let size: Int
    /// Nanoseconds since 1970, in steps of the kernel's clock tick.
    let modified: Int64
    /// The same of the inode: no program can set it.
    let changed: Int64

    /// A signature of these parts; times in nanoseconds since 1970.
    package init(identity: FileIdentity, size: Int, modified: Int64, changed: Int64) {
        self.identity = identity
        self.size = size
        self.modified = modified
        self.changed = changed
    }

    /// Whether a further write could leave the same signature: the last was within `ReloadLimits.freshness` of the reading.
    package func isFresh(at reading: Int64) -> Bool {
        let (age, isBeyondRange) = reading.subtractingReportingOverflow(max(modified, changed))
        return !isBeyondRange && age.magnitude < UInt64(ReloadLimits.freshnessInNanoseconds)
    }
}

/// What a name leads to.
struct FileStatus {
    enum Kind {
        case regular
        case directory
        /// A pipe, a socket, a device.
        case other
    }

    let kind: Kind
    let signature: FileSignature

    init(_ status: stat) {
        kind =
            switch status.st_mode & S_IFMT {
            case S_IFREG: .regular
            case S_IFDIR: .directory
            default: .other
            }
        signature = FileSignature(
            identity: FileIdentity(device: UInt64(status.st_dev), inode: UInt64(status.st_ino)), size: Int(status.st_size),
            modified: Self.nanoseconds(status.st_mtim), changed: Self.nanoseconds(status.st_ctim))
    }

    /// Nanoseconds since 1970; a time that no clock reaches wraps round, and is still another one.
    static func nanoseconds(_ time: timespec) -> Int64 {
        Int64(time.tv_sec) &* 1_000_000_000 &+ Int64(time.tv_nsec)
    }
}
