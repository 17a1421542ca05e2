/// What is remembered of answers from upstream.
package struct UpstreamCacheRules: Hashable, Sendable {
    /// The most answers.
    package var entries = 100_000
    /// The most octets that the answers take.
    package var memory = 32 * 1_024 * 1_024
    /// The least and the most that an answer is remembered, in seconds.
    package var timeToLive: ClosedRange<UInt32> = 0...86_400
    /// The most that a negative answer is remembered, in seconds (RFC 2308 §5).
    package var negativeTimeToLive: UInt32 = 3_600
    /// Whether an answer that is asked for in the last tenth of its time is fetched anew.
    package var prefetches = true
    /// How long an answer is given after its time when nobody answers anew, in seconds (RFC 8767); 0: it is not.
    package var staleSeconds: UInt32 = 0

    /// The rules as by default.
    package init() {}
}
