/// How long an answer is given, and when its times are counted down meanwhile.
///
/// Moments are durations since the cache's epoch: an instant of the clock has no size that the compiler knows, and neither would this.
struct AnswerTerm {
    /// The only generation of the registry in which it is right; nil: it does not depend on the registry.
    private let generation: UInt64?
    /// When it is over by itself; nil: never.
    private(set) var end: Duration?
    /// When the next second has to be taken from its times; nil: never.
    private var nextSecond: Duration?

    /// The term of an answer that is made now, which is over before its least time would be 0. A second is over when one less is
    /// left to the end: what is asked of several memories that know the same end is the same.
    init(generation: UInt64?, end: Duration?, leastTime: UInt32 = .max, from begin: Duration) {
        self.generation = generation
        guard let end else { return }
        let wholeSeconds = Self.wholeSeconds(end - begin)
        self.end = end - .seconds(max(0, wholeSeconds - Int64(leastTime)))
        nextSecond = end - .seconds(wholeSeconds - 1)
    }

    /// The term, over at this moment at the latest.
    func limited(to moment: Duration) -> AnswerTerm {
        var term = self
        term.end = end.map { min($0, moment) } ?? moment
        return term
    }

    /// Whether the answer is one of this generation, or of every.
    func isRight(in generation: UInt64) -> Bool {
        (self.generation ?? generation) == generation
    }

    /// Whether its end has come.
    func isOver(at now: Duration) -> Bool {
        end.map { $0 <= now } ?? false
    }

    /// How many seconds have to be taken from the times since the last that were.
    mutating func passSeconds(until now: Duration) -> UInt32 {
        guard let next = nextSecond, now >= next else { return 0 }
        let seconds = (now - next).components.seconds + 1
        nextSecond = next + .seconds(seconds)
        return UInt32(clamping: seconds)
    }

    private static func wholeSeconds(_ duration: Duration) -> Int64 {
        let (seconds, attoseconds) = duration.components
        return attoseconds > 0 ? seconds + 1 : seconds
    }
}
