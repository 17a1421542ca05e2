package import Dispatch
internal import Glibc

/// Tells that something has changed in one of the watched directories, not what: `inotify` on a Dispatch read source.
///
/// All calls are made on the queue that it was made with.
package final class DirectoryWatcher {
    /// Why not all directories are watched; nil while they are.
    package private(set) var failure: WatchFailure?

    private let queue: DispatchQueue
    private let onChange: () -> Void
    private var descriptor: Int32 = -1
    private var source: (any DispatchSourceRead)?
    private var watches: Set<Int32> = []
    /// The watches of this round.
    private var named: Set<Int32> = []

    /// A watcher that calls `onChange` on `queue`.
    package init(queue: DispatchQueue, onChange: @escaping () -> Void) {
        self.queue = queue
        self.onChange = onChange
    }

    deinit { source?.cancel() }

    /// Begins a round: every directory that is to be watched is named anew.
    package func begin() {
        failure = nil
        named = []
        if source == nil { open() }
    }

    /// Watches a directory. The kernel has one watch for each directory, however often it is added: one that was replaced gets a new
    /// one here, whatever had become of the old.
    package func watch(_ path: String) {
        guard source != nil else { return }
        let watch = unsafe inotify_add_watch(descriptor, path, Self.events)
        if watch >= 0 {
            watches.insert(watch)
            named.insert(watch)
        } else if failure == nil, !SystemError.last.isAbsence {
            failure = WatchFailure(.last, path: path)
        }
    }

    /// Ends a round: drops the watches of directories that were not named in it.
    package func end() {
        for watch in watches where !named.contains(watch) { inotify_rm_watch(descriptor, watch) }
        watches = named
    }

    /// Ends all watching.
    package func cancel() {
        source?.cancel()
        source = nil
        watches = []
    }

    /// What shows that a file was written, replaced, removed, or made readable; and that the directory itself is another's.
    private static let events = UInt32(
        IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE | IN_CREATE | IN_ATTRIB | IN_DELETE_SELF | IN_MOVE_SELF | IN_ONLYDIR)
}

extension DirectoryWatcher {
    private func open() {
        let descriptor = inotify_init1(Int32(IN_NONBLOCK | IN_CLOEXEC))
        guard descriptor >= 0 else { return failure = WatchFailure(.last, path: nil) }
        let source = DispatchSource.makeReadSource(fileDescriptor: descriptor, queue: queue)
        source.setEventHandler { [weak self] in self?.drain() }
        source.setCancelHandler { close(descriptor) }
        self.descriptor = descriptor
        self.source = source
        source.resume()
    }

    /// Reads what is queued, within a bound: the source fires again for the rest.
    private func drain() {
        var octets = [UInt8](repeating: 0, count: 64 << 10)
        let count = unsafe read(descriptor, &octets, octets.count)
        guard count > 0 else { return }
        take(WatchRecord.records(of: Array(octets.prefix(count))))
    }

    /// Every record is a reason to look, and each look names all directories anew: that renews the watches that were lost. The end
    /// of a watch that was dropped here is none.
    package func take(_ records: [WatchRecord]) {
        var isChange = false
        for record in records {
            isChange = isChange || watches.contains(record.watch) || record.isOverflow
            if record.isEndOfWatch { watches.remove(record.watch) }
        }
        if isChange { onChange() }
    }
}
