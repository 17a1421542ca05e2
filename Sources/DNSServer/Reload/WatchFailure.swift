internal import Glibc

/// Why a directory, or all, cannot be watched: changes are found by looking often.
package struct WatchFailure: Error, Hashable {
    /// What the kernel said.
    package let error: SystemError
    /// The directory; nil for all.
    package let path: String?

    /// A failure of these parts.
    package init(_ error: SystemError, path: String?) {
        self.error = error
        self.path = path
    }
}

extension WatchFailure: CustomStringConvertible {
    /// What is wrong, and how to mend it, on one line.
    package var description: String {
        let remedy =
            switch error.number {
            case EMFILE where path == nil: "raise fs.inotify.max_user_instances, or the limit of open files"
            case ENOSPC: "raise fs.inotify.max_user_watches"
            default: "see inotify(7)"
            }
        return "cannot watch \(path ?? "directories") (\(error)): \(remedy); until then looking every \(ReloadLimits.rescanWithoutWatches)"
    }
}
