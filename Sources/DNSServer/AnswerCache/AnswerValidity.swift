/// How long an answer is right.
///
/// Moments are durations since `AnswerCache.epoch`: an instant of the clock has no size that the compiler knows, and every copy of
/// this would ask for it.
package enum AnswerValidity: Hashable, Sendable {
    /// While this generation of the registry is published. Its times are as they are each time.
    case generation(UInt64)
    /// Until then; its times are counted down, so that the last second of a record whose time ends then is the one before.
    case until(Duration)
    /// Both: an alias of the registry in front of records from upstream. All its times are counted down.
    case both(generation: UInt64, until: Duration)

    /// The only generation in which the answer is right; nil: it does not depend on the registry.
    var generation: UInt64? {
        switch self {
        case .generation(let generation), .both(let generation, _): generation
        case .until: nil
        }
    }

    /// When it ends by itself.
    var end: Duration? {
        switch self {
        case .generation: nil
        case .until(let end), .both(_, let end): end
        }
    }
}
