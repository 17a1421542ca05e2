/// What became of a worker's queries by the limits, since its start.
package struct LimitCounters: Hashable, Sendable {
    /// Queries that were met with silence.
    package private(set) var silences: UInt64 = 0
    /// Queries that got TC and nothing else.
    package private(set) var truncations: UInt64 = 0
    /// Queries that were refused.
    package private(set) var refusals: UInt64 = 0

    /// Counters of these numbers; nothing at first.
    package init(silences: UInt64 = 0, truncations: UInt64 = 0, refusals: UInt64 = 0) {
        self.silences = silences
        self.truncations = truncations
        self.refusals = refusals
    }

    /// Counts a verdict.
    mutating func count(_ verdict: LimitVerdict) {
        switch verdict {
        case .answer: break
        case .silence: silences &+= 1
        case .truncation: truncations &+= 1
        case .refusal: refusals &+= 1
        }
    }
}
