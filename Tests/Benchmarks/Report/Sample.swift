/// What was measured several times: the middle and the ends of it.
package struct Sample: Sendable {
    private let sorted: [Double]

    /// A sample of these figures; nil where there are none.
    package init?(_ figures: [Double]) {
        guard !figures.isEmpty else { return nil }
        sorted = figures.sorted()
    }

    /// Half of the figures are not greater.
    package var median: Double {
        percentile(50)
    }

    /// The least of all.
    package var least: Double {
        percentile(0)
    }

    /// The greatest of all.
    package var greatest: Double {
        percentile(100)
    }

    /// The least figure that so many of a hundred do not exceed (nearest rank): one that was measured, never one between two.
    package func percentile(_ percent: Double) -> Double {
        let rank = (percent / 100 * Double(sorted.count)).rounded(.up)
        return sorted[min(max(Int(rank), 1), sorted.count) - 1]
    }
}
