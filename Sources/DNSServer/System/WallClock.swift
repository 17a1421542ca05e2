import Glibc

/// The time of day: only for serial numbers and logs, never for waiting.
package enum WallClock {
    /// Seconds since 1970, as 32 bits of serial number arithmetic.
    package static var unixTime: UInt32 {
        var now = timespec()
        guard unsafe clock_gettime(CLOCK_REALTIME, &now) == 0 else { return 0 }
        return UInt32(truncatingIfNeeded: now.tv_sec)
    }
}
