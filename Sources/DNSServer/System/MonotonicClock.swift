import Glibc

/// The clock that a service manager compares with its own.
package enum MonotonicClock {
    /// Microseconds of CLOCK_MONOTONIC.
    package static var microseconds: UInt64 {
        var now = timespec()
        guard unsafe clock_gettime(CLOCK_MONOTONIC, &now) == 0 else { return 0 }
        return UInt64(clamping: now.tv_sec) &* 1_000_000 &+ UInt64(clamping: now.tv_nsec / 1_000)
    }
}
