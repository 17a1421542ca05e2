import Synchronization

/// What all clients of a soak have counted so far.
final class SoakTally: Sendable {
    private let counts = Mutex(SoakCounts())
    private let isOver = Mutex(false)

    var now: SoakCounts {
        counts.withLock(\.self)
    }

    func count(_ change: (inout SoakCounts) -> Void) {
        counts.withLock { change(&$0) }
    }

    /// Whether the clients are to end.
    var hasEnded: Bool {
        isOver.withLock(\.self)
    }

    func end() {
        isOver.withLock { $0 = true }
    }

    /// Counts the answers to questions: nil is one that was lost. One of so many is read to its last record.
    func take(_ answers: [[UInt8]?], to questions: [SoakQuestion], readingOneOf share: Int = 1) {
        var mistakes: [String] = []
        for (index, answer) in answers.enumerated() where index % share == 0 {
            if let mistake = answer.flatMap(questions[index].expectation.mistake) { mistakes.append(mistake) }
        }
        counts.withLock { counts in
            counts.answered += answers.count { $0 != nil }
            counts.lost += answers.count { $0 == nil }
            counts.read += (answers.count + share - 1) / share
            for mistake in mistakes { counts.addWrong(mistake) }
        }
    }
}
