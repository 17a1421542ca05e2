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
        /// Free what publications left behind, then say `tidied`.
        case tidyUp
        /// Say `timer` at that time; an earlier wish for it is void.
        case wait(until: ContinuousClock.Instant)
    }

    private var readsAll = false
    /// The changes that no look has begun after.
    private var firstChange: ContinuousClock.Instant?
    private var lastChange: ContinuousClock.Instant?
    /// The look that is due without a change.
    private var nextLook: ContinuousClock.Instant
    /// When to tidy up, if there is anything to.
    private var nextTidying: ContinuousClock.Instant?

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
        if isTidyingDue(now) {
            nextTidying = nil
            return .tidyUp
        }
        guard due <= now else { return .wait(until: nextTime) }
        defer { (readsAll, firstChange, lastChange) = (false, nil, nil) }
        return .look(forceReadingAll: readsAll)
    }

    /// Takes in what a look said of the next, whether there is anything to tidy up, and whether every directory is watched; returns
    /// when to say `timer`.
    package mutating func looked(
        lookAgainIn: Duration?, leavesMuch: Bool = false, isWatching: Bool, now: ContinuousClock.Instant
    ) -> ContinuousClock.Instant {
        let rescan = isWatching ? ReloadLimits.rescan : ReloadLimits.rescanWithoutWatches
        let delay = lookAgainIn.map { max($0, ReloadLimits.quiet) } ?? rescan
        nextLook = now.advanced(by: min(rescan, delay))
        if leavesMuch { putOffTidying(now) }
        return nextTime
    }

    /// Takes in whether anything is left that could not be freed yet; returns when to say `timer`.
    package mutating func tidied(leavesMuch: Bool, now: ContinuousClock.Instant) -> ContinuousClock.Instant {
        if leavesMuch { putOffTidying(now) }
        return nextTime
    }

    private mutating func putOffTidying(_ now: ContinuousClock.Instant) {
        nextTidying = nextTidying ?? now.advanced(by: ReloadLimits.rest)
    }

    private func isTidyingDue(_ now: ContinuousClock.Instant) -> Bool {
        guard let nextTidying, firstChange == nil else { return false }
        return nextTidying <= now && now < nextLook
    }

    private var due: ContinuousClock.Instant {
        guard let firstChange, let lastChange else { return nextLook }
        return min(nextLook, lastChange.advanced(by: ReloadLimits.quiet), firstChange.advanced(by: ReloadLimits.patience))
    }

    /// Whoever waits for a change to be answered does not wait for the tidying too.
    private var nextTime: ContinuousClock.Instant {
        guard let nextTidying, firstChange == nil else { return due }
        return min(due, nextTidying)
    }
}
