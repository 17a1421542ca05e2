import Glibc

/// A file whose opening waits, as in a file system that does not answer: fanotify(7) asks whether it may be opened, and nobody
/// says. Whoever opens it in this process waits too.
package final class HangingFile: Sendable {
    private let descriptor: Int32

    private typealias Initialise = @convention(c) (UInt32, UInt32) -> Int32
    private typealias Mark = @convention(c) (Int32, UInt32, UInt64, Int32, UnsafePointer<CChar>) -> Int32

    /// FAN_CLASS_CONTENT, FAN_MARK_ADD and FAN_OPEN_PERM: Swift's Glibc module is without them.
    private static let (ofContent, add, asksToOpen) = (UInt32(4), UInt32(1), UInt64(0x1_0000))

    /// Nil where this process may not do it: root alone may.
    package init?(_ path: String) {
        guard let first = unsafe dlsym(nil, "fanotify_init"), let second = unsafe dlsym(nil, "fanotify_mark") else { return nil }
        let (initialise, mark) = unsafe (unsafeBitCast(first, to: Initialise.self), unsafeBitCast(second, to: Mark.self))
        descriptor = initialise(Self.ofContent, UInt32(O_RDONLY | O_CLOEXEC))
        guard descriptor >= 0, unsafe mark(descriptor, Self.add, Self.asksToOpen, AT_FDCWD, path) == 0 else { return nil }
    }

    /// Whoever waits opens the file.
    deinit {
        close(descriptor)
    }

    /// Whether this is permitted here.
    package static let isPermitted: Bool = {
        guard let folder = try? TemporaryDirectory(), (try? folder.write("trial", "")) != nil else { return false }
        return HangingFile("\(folder.path)/trial") != nil
    }()

    /// Whether somebody waits for the file.
    package var isWaitedFor: Bool {
        var event = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return unsafe poll(&event, 1, 0) > 0
    }
}
