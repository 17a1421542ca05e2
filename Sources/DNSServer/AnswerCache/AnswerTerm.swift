/// How long an answer is given, and how its times are counted down meanwhile.
struct AnswerTerm {
    private let validity: AnswerValidity
    /// From the begin to the end that the answer has by itself, rounded up; 0 where it has none.
    private let wholeSeconds: Int64
    /// How many seconds can be counted down before a time would be 0.
    private var leastTime = UInt32.max

    /// The term of an answer that is made now.
    init(_ validity: AnswerValidity, from begin: ContinuousClock.Instant) {
        self.validity = validity
        wholeSeconds = validity.end.map { Self.wholeSeconds($0 - begin) } ?? 0
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

    /// How many seconds have to be counted down; nil where the answer is not right any more. A second is over when one less is left
    /// to the end: what is asked of several memories that know the same end is the same.
    func age(in generation: UInt64, at now: ContinuousClock.Instant) -> UInt32? {
        guard (validity.generation ?? generation) == generation else { return nil }
        guard let end = validity.end else { return 0 }
        guard now < end else { return nil }
        let age = UInt32(clamping: wholeSeconds - Self.wholeSeconds(end - now))
        return age < leastTime ? age : nil
    }

    private static func wholeSeconds(_ duration: Duration) -> Int64 {
        let (seconds, attoseconds) = duration.components
        return attoseconds > 0 ? seconds + 1 : seconds
    }
}
