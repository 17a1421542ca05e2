/// How many there were of what a soak looks at.
package struct SoakCounts: Hashable, Sendable {
    /// Valid queries that were answered, over UDP and TCP.
    package var answered = 0
    /// Those that were not, within `SoakSocket.patience`.
    package var lost = 0
    /// Answers that were read to their last record.
    package var read = 0
    /// Of those, the ones that were not right.
    package var wrong = 0
    /// The first of these, in words.
    package private(set) var examples: [String] = []
    /// Malformed messages that were sent.
    package var malformed = 0
    /// TCP connections that came and went.
    package var connections = 0
    /// Whole zones that were transferred.
    package var transfers = 0

    private static let maximumExamples = 10

    /// Nothing yet.
    package init() {}

    /// Counts an answer that is not right.
    package mutating func addWrong(_ mistake: String) {
        wrong += 1
        if examples.count < Self.maximumExamples { examples.append(mistake) }
    }
}
