/// What was measured several times: the middle and the ends of it.
package struct Sample: Sendable {
    private let sorted: [Double]

    /// A sample of these figures; nil where there are none.
    package init?(_ figures: [Double]) {
        guard !figures.isEmpty else { return nil }
        sorted = figures.sorted()
    }

    package var count: Int { sorted.count }
    package var median: Double { percentile(50) }
    package var least: Double { sorted[0] }
    package var greatest: Double { sorted[sorted.count - 1] }

    /// The least figure that so many of a hundred do not exceed (nearest rank): one that was measured, never one between two.
    package func percentile(_ percent: Double) -> Double {
        let rank = (percent / 100 * Double(sorted.count)).rounded(.up)
        return sorted[min(max(Int(rank), 1), sorted.count) - 1]
    }
}
