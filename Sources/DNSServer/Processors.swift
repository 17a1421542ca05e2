import CLinux

/// The processors that this process may use: what taskset or a cpuset leave of those that there are.
package enum Processors {
    /// The most that get a worker: as each has a socket of every address, they hold up to 64 MiB of receive buffers an address.
    package static let most = 64

    /// Those that get a worker: all of them, within bounds.
    package static var count: Int {
        count(usable: Int(clinux_usable_processors()))
    }

    /// Those of so many usable ones that get a worker, at least one; a negative number where the kernel does not tell.
    package static func count(usable: Int) -> Int {
        min(max(usable, 1), most)
    }
}
