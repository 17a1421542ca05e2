/// What the rounds of a step gave.
package struct MicroResult {
    /// The name of the step.
    package let name: String
    /// Nanoseconds of CPU for one time.
    package let nanoseconds: Sample
    /// The same as a multiple of the calibration loop, which ran just before in each round.
    package let ratio: Sample
    /// Times that memory was asked for, for one time; nil where that cannot be counted.
    package let allocations: Double?

    /// A result of these parts.
    package init(name: String, nanoseconds: Sample, ratio: Sample, allocations: Double?) {
        self.name = name
        self.nanoseconds = nanoseconds
        self.ratio = ratio
        self.allocations = allocations
    }

    /// A row of the table: the middle of all rounds, and how far the ratios lie apart.
    package var row: [String] {
        let spread = "\(ratio.least.figure) to \(ratio.greatest.figure)"
        let allocations = allocations.map { $0.rounded(to: 1) } ?? "not counted"
        return [name, nanoseconds.median.figure, ratio.median.figure, spread, allocations]
    }
}
