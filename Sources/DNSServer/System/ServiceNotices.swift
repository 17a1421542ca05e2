/// What a service manager is told, and when: a value, to which everything that happens is handed in (sd_notify(3)).
package struct ServiceNotices {
    /// What happens.
    package enum Event: Hashable, Sendable {
        /// Queries are answered; what is served, for people.
        case serves(String)
        /// Somebody wants everything to be read again; the time is that of `MonotonicClock`.
        case wantsReload(at: UInt64)
        /// Everything begins to be read again.
        case reloads
        /// All was read that is to be read; what is served, for people.
        case hasRead(String)
        /// The server was seen to work.
        case works
        /// The process ends.
        case stops
        /// It ends, and this process of the same service serves on.
        case isSucceeded(by: Int32)
    }

    private enum Phase {
        case starting
        case serving
        case stopping
    }

    private var phase = Phase.starting
    private var status = ""
    /// How often a reload was wanted, how often before the last one began, and how often before the last that was told to be done.
    private var (wanted, begun, done) = (0, 0, 0)

    /// A process that begins.
    package init() {}

    /// Takes an event in; what is told of it.
    package mutating func notices(of event: Event) -> [ServiceManager.Notice] {
        switch (phase, event) {
        case (.starting, .serves(let status)):
            phase = .serving
            return [.ready] + tell(status)
        case (.serving, .wantsReload(let time)):
            wanted &+= 1
            return [.reloading(at: time)]
        case (_, .reloads): begun = wanted
        case (.serving, .hasRead(let status)): return finishReload() + tell(status)
        case (.serving, .works): return [.watchdog]
        case (.starting, .stops), (.serving, .stops):
            phase = .stopping
            return [.stopping]
        case (.starting, .isSucceeded(let process)), (.serving, .isSucceeded(let process)):
            phase = .stopping
            return [.mainProcess(process)]
        case (.starting, _), (.serving, .serves), (.stopping, _): break
        }
        return []
    }

    /// One wish may have come while another was fulfilled: only the last reload is the end of it.
    private mutating func finishReload() -> [ServiceManager.Notice] {
        guard wanted != done, begun == wanted else { return [] }
        done = wanted
        return [.ready]
    }

    private mutating func tell(_ status: String) -> [ServiceManager.Notice] {
        guard self.status != status else { return [] }
        self.status = status
        return [.status(status)]
    }
}
