/// Whether a soak went well, by rule.
///
/// Flat is what has, in the last fifth of the time, a median of at most that of the second fifth and a little: the first fifth is the
/// time in which caches fill.
package struct SoakVerdict: Hashable, Sendable {
    /// What did not go well, a sentence each; empty when all did.
    package private(set) var complaints: [String] = []
    /// The medians that were compared, a line each.
    package private(set) var comparisons: [String] = []

    /// What a fifth of the time has to be a part of, in seconds, to be compared: shorter, it is another part of upstream's troubles.
    private static let comparable = 580
    /// By how much memory may grow, in percent and in octets: pages that the allocator keeps come and go.
    private static let memoryPercent = 5.0
    private static let memoryOctets = 1_000_000.0

    /// The verdict about samples in their order; `dropped` are the datagrams that full queues of sockets have dropped, and `hasEnded`
    /// whether the process that was started is not there any more.
    package init(_ samples: [SoakSample], dropped: Int, hasEnded: Bool) {
        if hasEnded { complaints.append("the server has ended") }
        guard let first = samples.first, let last = samples.last else {
            complaints.append("there are no samples")
            return
        }
        judge(last.counts, dropped: dropped)
        if last.second - first.second >= Self.comparable {
            compare(samples)
        } else {
            comparisons.append("too short to say whether anything grows")
        }
    }

    private mutating func judge(_ counts: SoakCounts, dropped: Int) {
        if counts.lost > dropped { complaints.append("\(counts.lost) queries had no answer; queues dropped \(dropped)") }
        if counts.wrong > 0 { complaints.append("\(counts.wrong) answers were wrong: \(counts.examples.joined(separator: "; "))") }
        if counts.transfers == 0 || counts.answered == 0 { complaints.append("nothing was answered, or no zone transferred") }
    }

    private mutating func compare(_ samples: [SoakSample]) {
        let memory = (Self.memoryPercent, Self.memoryOctets)
        compare("RssAnon", samples, growing: memory) { $0.anonymous }
        compare("VmRSS", samples, growing: memory) { $0.resident }
        compare("descriptors", samples, growing: (10, 8)) { $0.descriptors }
        compare("threads", samples, growing: (0, 4)) { $0.threads }
    }

    private mutating func compare(
        _ name: String, _ samples: [SoakSample], growing bound: (percent: Double, amount: Double), _ figure: (SoakSample) -> Int
    ) {
        let figures = samples.map { Double(figure($0)) }
        let fifth = figures.count / 5
        guard let early = Sample(Array(figures[fifth..<(2 * fifth)]))?.median, let late = Sample(Array(figures.suffix(fifth)))?.median
        else { return }
        let text = "\(name): \(Int(early).grouped) in the second fifth, \(Int(late).grouped) in the last"
        comparisons.append(text)
        if late > early * (1 + bound.percent / 100) + bound.amount { complaints.append("not flat: \(text)") }
    }
}
