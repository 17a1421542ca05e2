import Glibc

/// Lets a client do something so many times a second, and not more often to make up for time that it lost.
struct Pace {
    private let interval: Duration
    private var next = ContinuousClock.now

    init(perSecond: Int) {
        interval = .seconds(1) / max(perSecond, 1)
    }

    /// Waits for the next time.
    mutating func wait() {
        let now = ContinuousClock.now
        if next > now { usleep(UInt32(clamping: (next - now) / .microseconds(1) == 0 ? 0 : Int((next - now) / .microseconds(1)))) }
        next = max(next, now) + interval
    }
}
