/// How long an answer is given, and when its times are counted down meanwhile.
///
/// Moments are nanoseconds since the cache's epoch: an instant of the clock has no size that the compiler knows, a duration has
/// twice the octets, and each answer has one of these.
struct AnswerTerm {
    /// The only generation of the registry in which it is right; `.max`: it does not depend on the registry.
    private let generation: UInt64
    /// When it is over by itself; `.max`: never.
    private var end = Int64.max
    /// When the next second has to be taken from its times; `.max`: never.
    private var nextSecond = Int64.max

    private static let second: Int64 = 1_000_000_000

    /// The term of an answer that is made now, which is over before its least time would be 0. A second is over when one less is
    /// left to the end: what is asked of several memories that know the same end is the same.
    init(generation: UInt64?, end: Int64?, leastTime: UInt32 = .max, from begin: Int64) {
        self.generation = generation ?? .max
        guard let end else { return }
        let wholeSeconds = Self.wholeSeconds(from: begin, to: end)
        self.end = end &- max(0, wholeSeconds - Int64(leastTime)) &* Self.second
        nextSecond = end &- (wholeSeconds - 1) &* Self.second
    }

    /// The term, over at this moment at the latest.
    func limited(to moment: Int64) -> AnswerTerm {
        var term = self
        term.end = min(end, moment)
        return term
    }

    /// Whether it ends by itself.
    var ends: Bool {
        end < .max
    }

    /// Whether the answer is one of this generation, or of every.
    func isRight(in generation: UInt64) -> Bool {
        self.generation == generation || self.generation == .max
    }

    /// Whether its end has come.
    func isOver(at now: Int64) -> Bool {
        end <= now
    }

    /// How many seconds have to be taken from the times since the last that were.
    mutating func passSeconds(until now: Int64) -> UInt32 {
        guard now >= nextSecond else { return 0 }
        let seconds = (now - nextSecond) / Self.second + 1
        nextSecond += seconds * Self.second
        return UInt32(clamping: seconds)
    }

    private static func wholeSeconds(from begin: Int64, to end: Int64) -> Int64 {
        let (seconds, rest) = (end &- begin).quotientAndRemainder(dividingBy: second)
        return rest > 0 ? seconds + 1 : seconds
    }
}

extension Duration {
    /// Whole nanoseconds, rounded down; what is longer than 290 years is as long as that.
    var nanoseconds: Int64 {
        let (seconds, attoseconds) = components
        let (product, isTooLong) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
        let (sum, isOver) = product.addingReportingOverflow(attoseconds / 1_000_000_000)
        return isTooLong || isOver ? (seconds < 0 ? .min : .max) : sum
    }
}
