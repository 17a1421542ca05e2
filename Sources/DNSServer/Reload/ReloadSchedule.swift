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
    }

    /// What to do now.
    package enum Action: Hashable {
        /// Look, then say `looked`.
        case look(forceReadingAll: Bool)
        /// Say `timer` at that time; an earlier wish for it is void.
        case wait(until: ContinuousClock.Instant)
    }

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
        }
        guard due <= now else { return .wait(until: due) }
        defer { (readsAll, firstChange, lastChange) = (false, nil, nil) }
        return .look(forceReadingAll: readsAll)
    }

    /// Takes in what a look said of the next, and whether every directory is watched; returns when to say `timer`.
    package mutating func looked(lookAgainIn: Duration?, isWatching: Bool, now: ContinuousClock.Instant) -> ContinuousClock.Instant {
        let rescan = isWatching ? ReloadLimits.rescan : ReloadLimits.rescanWithoutWatches
        let delay = lookAgainIn.map { max($0, ReloadLimits.quiet) } ?? rescan
        nextLook = now.advanced(by: min(rescan, delay))
        return nextLook
    }

    private var due: ContinuousClock.Instant {
        guard let firstChange, let lastChange else { return nextLook }
        return min(nextLook, lastChange.advanced(by: ReloadLimits.quiet), firstChange.advanced(by: ReloadLimits.patience))
    }
}
