/// When to look at the directories: a state machine without a clock.
package struct ReloadSchedule {
    /// What happens.
    package enum Event {
        /// Something in a directory has changed.
        case changed
        /// Everything is to be read again: SIGHUP.
        case signal
        /// The time that was asked for has come.
        case timer
        /// The look has ended; what it says of the next, and whether every directory is watched.
        case lookFinished(lookAgainIn: Duration?, isWatching: Bool)
    }

    /// What to do now.
    package enum Action: Hashable {
        /// Look, then say `lookFinished`.
        case look(forceReadingAll: Bool)
        /// Say `timer` at that time; an earlier wish for it is void.
        case wait(until: ContinuousClock.Instant)
        /// Nothing before the look that is under way has ended.
        case none
    }

    private var isLooking = false
    private var readsAll = false
    /// The changes that no look has begun after.
    private var firstChange: ContinuousClock.Instant?
    private var lastChange: ContinuousClock.Instant?
    /// The look that is due without a change.
    private var nextLook: ContinuousClock.Instant

    /// A schedule whose first look is due at once.
    package init(now: ContinuousClock.Instant) {
        nextLook = now
    }

    /// Takes an event in; says what to do.
    package mutating func handle(_ event: Event, now: ContinuousClock.Instant) -> Action {
        switch event {
        case .changed:
            firstChange = firstChange ?? now
            lastChange = now
        case .signal:
            readsAll = true
            nextLook = now
        case .timer: break
        case .lookFinished(let lookAgainIn, let isWatching):
            isLooking = false
            let rescan = isWatching ? ReloadLimits.rescan : ReloadLimits.rescanWithoutWatches
            let delay = lookAgainIn.map { max($0, ReloadLimits.quiet) } ?? rescan
            if !readsAll { nextLook = now.advanced(by: min(rescan, delay)) }
        }
        return action(now)
    }

    private mutating func action(_ now: ContinuousClock.Instant) -> Action {
        if isLooking { return .none }
        guard due <= now else { return .wait(until: due) }
        defer { (isLooking, readsAll, firstChange, lastChange) = (true, false, nil, nil) }
        return .look(forceReadingAll: readsAll)
    }

    private var due: ContinuousClock.Instant {
        guard let firstChange, let lastChange else { return nextLook }
        return min(nextLook, lastChange.advanced(by: ReloadLimits.quiet), firstChange.advanced(by: ReloadLimits.patience))
    }
}
