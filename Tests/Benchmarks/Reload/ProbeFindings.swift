/// What a prober saw.
package struct ProbeFindings {
    /// Answers with records of one version.
    package private(set) var answers = 0
    /// Queries without an answer.
    package private(set) var lost = 0
    /// Answers with records of several versions.
    package private(set) var mixed = 0
    /// Answers of an older version than one before.
    package private(set) var backwards = 0
    /// Answers without the records that were asked for.
    package private(set) var unexpected = 0
    /// The times between one answer and the next: no change is seen more exactly.
    private var gaps: [Double] = []

    /// Nothing seen.
    package init() {}

    /// Takes in an answer, which must not be from before the newest version; nil: it was lost.
    package mutating func take(_ reading: GenerationReading?, after gap: Duration, newest: inout Int) {
        gaps.append(gap.inMilliseconds)
        switch reading {
        case .generation(let generation):
            answers += 1
            if generation < newest { backwards += 1 }
            newest = max(newest, generation)
        case .mixture(let generations):
            mixed += 1
            newest = max(newest, generations.max() ?? newest)
        case .unexpected: unexpected += 1
        case nil: lost += 1
        }
    }

    /// Answers that no client may get.
    package var mistakes: Int {
        mixed + backwards + unexpected
    }

    /// Milliseconds between one answer and the next.
    package var gap: Sample? {
        Sample(gaps)
    }
}
