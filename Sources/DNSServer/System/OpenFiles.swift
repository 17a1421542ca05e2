import CLinux

/// The files and sockets that this process may have open.
package enum OpenFiles {
    /// The most connections that are kept, however many files there may be.
    package static let mostConnections = 20_000

    /// The fewest with which everything finds its place beside so many listening sockets, which a server that may hand them over has
    /// twice: with a few less, Dispatch itself traps.
    package static func least(sockets: Int, areHandedOver: Bool) -> Int {
        32 + (areHandedOver ? 2 : 1) * sockets
    }

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
