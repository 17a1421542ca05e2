/// How often something may happen: so often in a second for ever, and so often at once after a pause.
///
/// A token bucket whose whole state is one moment, the generic cell rate algorithm (ITU-T I.371 §A.1): when the next one would come
/// if they came evenly. Whoever is ahead of that by no more than a burst may go on. A moment that has passed says no more than none.
package struct SteadyRate: Hashable, Sendable {
    /// The most in a second, and the most at once: with more the interval would be too short to be told in nanoseconds.
    package static let most = 1_000_000

    /// Nanoseconds from one to the next.
    private let interval: Int64
    /// Nanoseconds that one may be early.
    private let tolerance: Int64

    /// A rate of these numbers, of which each is 1...1,000,000; what is outside is taken as the nearest.
    package init(perSecond: Int, burst: Int) {
        interval = 1_000_000_000 / Int64(min(max(perSecond, 1), Self.most))
        tolerance = interval * Int64(min(max(burst, 1), Self.most) - 1)
    }

    /// When the next one would come, if one came now where it would have come at `due`; nil where that is too early.
    package func next(after due: Int64, at now: Int64) -> Int64? {
        let start = max(due, now)
        let (lead, isTooFar) = start.subtractingReportingOverflow(now)
        guard !isTooFar, lead <= tolerance else { return nil }
        let (next, isTooLate) = start.addingReportingOverflow(interval)
        return isTooLate ? .max : next
    }
}
