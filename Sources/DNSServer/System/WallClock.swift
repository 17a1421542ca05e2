import Glibc

/// The time of day: only for serial numbers and logs, never for waiting.
package enum WallClock {
    /// Seconds since 1970, as 32 bits of serial number arithmetic.
    package static var unixTime: UInt32 {
        UInt32(truncatingIfNeeded: now.tv_sec)
    }

    /// Seconds since 1970 with three decimals.
    package static var unixTimeWithMilliseconds: String {
        let now = now
        let milliseconds = String(now.tv_nsec / 1_000_000)
        return "\(now.tv_sec)." + String(repeating: "0", count: 3 - milliseconds.count) + milliseconds
    }

    /// The epoch where the kernel does not tell.
    private static var now: timespec {
        var now = timespec()
        return unsafe clock_gettime(CLOCK_REALTIME, &now) == 0 ? now : timespec()
    }
}
