import CLinux

/// The files and sockets that this process may have open.
package enum OpenFiles {
    /// The most connections that are kept, however many files there may be.
    package static let mostConnections = 20_000

    /// The fewest with which everything finds its place: with a few less, Dispatch itself traps.
    package static let least = 32

    /// Raises the limit as far as the process may: shells and service managers set a low one, for the sake of programs that use
    /// select(2). Returns what it is then, or a negative errno.
    package static func raiseLimit() -> Int {
        clinux_raise_open_files()
    }

    /// The TCP connections that so many files leave room for: half is for upstream's sockets and the manifests.
    package static func connections(ofFiles files: Int) -> Int {
        min(max(files / 2, 1), mostConnections)
    }
}
