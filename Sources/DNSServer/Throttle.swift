/// Bounds how often something is done, with the clock handed in.
package struct Throttle {
    private let times: Int
    private let interval: Duration
    private var begin: ContinuousClock.Instant?
    private var left = 0

    /// A throttle that admits so much in each interval, which the first of it begins.
    package init(times: Int, in interval: Duration) {
        self.times = times
        self.interval = interval
    }

    /// Whether it may be done once more at this time.
    package mutating func admits(at now: ContinuousClock.Instant) -> Bool {
        if begin.map({ now >= $0 + interval }) ?? true {
            begin = now
            left = times
        }
        guard left > 0 else { return false }
        left -= 1
        return true
    }
}
