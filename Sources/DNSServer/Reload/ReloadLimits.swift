/// The bounds and the delays of a reload.
package enum ReloadLimits {
    /// Manifest files in all directories.
    package static let files = 100_000
    /// Directories that are listed, each with a watch: `fs.inotify.max_user_watches` is 8,192 or more.
    package static let directories = 8_192
    /// Levels of directories.
    package static let depth = 32
    /// What one look reads at most; the rest is read by the next.
    package static let octetsOfOneLook = 256 << 20
    /// Times that a look begins again because a revision was replaced under it.
    package static let attempts = 10

    /// A name that is gone, or a file that is empty, for less is being replaced: editors and `>` do that.
    package static let graceForRenames: Duration = .milliseconds(50)
    /// Two writes within a clock tick (at most 10 ms) leave one modification time.
    package static let freshnessInNanoseconds: Int64 = 50_000_000

    /// A change is looked at when no other has followed it for this long,
    package static let quiet: Duration = .milliseconds(10)
    /// or this long after the first.
    package static let patience: Duration = .milliseconds(50)
    /// Some changes give no event: through a hard link, on NFS, behind a symbolic link.
    package static let rescan: Duration = .seconds(10)
    /// The same where no change gives an event.
    package static let rescanWithoutWatches: Duration = .seconds(2)
    /// A missing directory is looked for this often, and one or a file for which no descriptor was left.
    package static let retryOfMissing: Duration = .seconds(1)
    /// What a publication leaves behind is freed so much later: giving memory back takes longer than a change to be answered.
    package static let rest: Duration = .seconds(1)
}
