package import Dispatch
internal import Synchronization

/// Looks at the directories when the schedule says so: one timer and one watcher on one serial queue.
package final class ReloadTrigger: @unchecked Sendable {  // all state that is not atomic is touched on `queue` alone
    /// Looks; returns when to look again though nothing changes, and whether there is anything to tidy up.
    ///
    /// Parameters: whether to read everything again, and whom to tell of each directory before that is listed.
    package typealias Look = (_ forceReadingAll: Bool, _ willList: @escaping (String) -> Void) -> (
        lookAgainIn: Duration?, leavesMuch: Bool
    )

    /// What the looks keep, for who has to give it away.
    package struct Keeping {
        let release: () -> RegistryState
        let takeBack: () -> Void

        /// Both are called on the queue.
        package init(release: @escaping () -> RegistryState, takeBack: @escaping () -> Void) {
            (self.release, self.takeBack) = (release, takeBack)
        }
    }

    private enum Missed {
        case changes
        case signal
    }

    private let queue: DispatchQueue
    private let look: Look
    private let tidyUp: () -> Bool
    private let onWatchFailure: (WatchFailure?) -> Void
    private let keeping: Keeping?
    private var schedule = ReloadSchedule(now: .now)
    private var watchFailure: WatchFailure?
    private var isCancelled = false
    /// What happened while nothing is looked at; nil: it is.
    private var missed: Missed?
    /// Whether a wish to read everything waits in the queue already: so many signals as may come, one look answers them.
    private let isReadingAllQueued = Atomic(false)
    private lazy var watcher = DirectoryWatcher(queue: queue) { [weak self] in self?.handle(.changed) }
    private lazy var timer = makeTimer()

    /// A trigger that does nothing before `start`.
    ///
    /// - Parameters:
    ///   - queue: a serial queue, on which all else is called.
    ///   - tidyUp: frees what looks left behind, when nothing waits for the queue; returns whether anything is left.
    ///   - keeping: what is given to another server, if there is one some day.
    ///   - onWatchFailure: is told when changes begin, and with nil when they cease, to be found by looking often.
    package init(
        queue: DispatchQueue, look: @escaping Look, tidyUp: @escaping () -> Bool = { false },
        onWatchFailure: @escaping (WatchFailure?) -> Void = { _ in }, keeping: Keeping? = nil
    ) {
        self.queue = queue
        self.look = look
        self.tidyUp = tidyUp
        self.onWatchFailure = onWatchFailure
        self.keeping = keeping
    }

    /// Looks for the first time, then whenever there is a reason.
    package func start() {
        queue.async { [self] in handle(.timer) }
    }

    /// Looks at once, and reads everything again: SIGHUP. What comes before that look has begun is answered by it.
    package func readAll() {
        guard !isReadingAllQueued.exchange(true, ordering: .acquiringAndReleasing) else { return }
        queue.async { [self] in
            _ = isReadingAllQueued.exchange(false, ordering: .acquiringAndReleasing)
            handle(.signal)
        }
    }

    /// Looks no more until `takeBack`, and lets go of what the looks keep; `then` is called on the queue.
    package func release(then: @escaping @Sendable (RegistryState) -> Void) {
        queue.async { [self] in
            missed = missed ?? .changes
            then(keeping?.release() ?? RegistryState())
        }
    }

    /// Looks again, for whatever was missed.
    package func takeBack() {
        queue.async { [self] in
            guard let event = missed else { return }
            missed = nil
            keeping?.takeBack()
            handle(event == .signal ? .signal : .changed)
        }
    }

    /// Ends all looking.
    package func cancel() {
        queue.async { [self] in
            isCancelled = true
            timer.cancel()
            watcher.cancel()
        }
    }

    private func handle(_ event: ReloadSchedule.Event) {
        dispatchPrecondition(condition: .onQueue(queue))
        guard !isCancelled else { return }
        guard missed == nil else {
            if case .signal = event { missed = .signal }
            return
        }
        switch schedule.handle(event, now: .now) {
        case .wait(let time): set(time)
        case .look(let forceReadingAll): set(look(forceReadingAll))
        case .tidyUp: set(schedule.tidied(leavesMuch: tidyUp(), now: .now))
        }
    }

    /// One look, with every directory watched from before it is listed; returns when the next is due.
    private func look(_ forceReadingAll: Bool) -> ContinuousClock.Instant {
        watcher.begin()
        let looked = look(forceReadingAll, watcher.watch)
        watcher.end()
        if watcher.failure != watchFailure {
            watchFailure = watcher.failure
            onWatchFailure(watchFailure)
        }
        return schedule.looked(
            lookAgainIn: looked.lookAgainIn, leavesMuch: looked.leavesMuch, isWatching: watchFailure == nil, now: .now)
    }

    private func set(_ time: ContinuousClock.Instant) {
        timer.schedule(deadline: .now() + (time - .now).dispatchInterval, leeway: .milliseconds(1))
    }

    private func makeTimer() -> any DispatchSourceTimer {
        let timer = DispatchSource.makeTimerSource(queue: queue)
        timer.setEventHandler { [weak self] in self?.handle(.timer) }
        timer.resume()
        return timer
    }
}
