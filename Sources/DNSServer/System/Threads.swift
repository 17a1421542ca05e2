import CLinux

/// The threads that this process may have.
package enum Threads {
    /// The fewest with which nothing waits for a thread, the first one among them: Dispatch tries for ever to start one that it may not
    /// have, and who gives it work waits meanwhile.
    package static func least(workers: Int) -> Int {
        12 + 2 * workers
    }

    /// Refuses to go on where so many workers (their number by default) would hang. To be called before anything has a thread.
    package static func check(workers: Int?) throws(StartError) {
        let least = least(workers: workers ?? Processors.count)
        let found = 1 + Int(clinux_try_threads(UInt32(clamping: least - 1)))
        guard found >= least else {
            throw StartError(
                description:
                    "this process may have \(found) \(found == 1 ? "thread" : "threads"), and needs \(least): raise the limit (ulimit -u, "
                    + "TasksMax=, --pids-limit), or use fewer workers")
        }
    }
}
