/// How long an answer is given, and how its times are counted down meanwhile.
struct AnswerTerm {
    private let validity: AnswerValidity
    private let begin: ContinuousClock.Instant
    /// How many seconds can be counted down before a time would be 0.
    private var leastTime = UInt32.max

    /// The term of an answer that is made now.
    init(_ validity: AnswerValidity, from begin: ContinuousClock.Instant) {
        self.validity = validity
        self.begin = begin
    }

    /// Whether times are counted down.
    var isTimed: Bool {
        validity.end != nil
    }

    /// The term, at most so many seconds long.
    func limited(to seconds: UInt32) -> AnswerTerm {
        var term = self
        term.leastTime = min(leastTime, seconds)
        return term
    }

    /// The term, or nil when it is over before it begins.
    var nonEmpty: AnswerTerm? {
        leastTime > 0 ? self : nil
    }

    /// Whether the answer is right.
    func holds(in generation: UInt64, at now: ContinuousClock.Instant) -> Bool {
        (validity.generation ?? generation) == generation && validity.end.map { now < $0 } ?? true && seconds(at: now) < leastTime
    }

    /// How many seconds have to be counted down. A second is over when one less is left to the end: what is asked of several
    /// memories that know the same end is the same.
    func seconds(at now: ContinuousClock.Instant) -> UInt32 {
        guard let end = validity.end else { return 0 }
        return UInt32(clamping: Self.wholeSeconds(end - begin) - Self.wholeSeconds(end - now))
    }

    private static func wholeSeconds(_ duration: Duration) -> Int64 {
        let (seconds, attoseconds) = duration.components
        return attoseconds > 0 ? seconds + 1 : seconds
    }
}
