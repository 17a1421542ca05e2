import Foundation

/// An axis on which each step is ten times the one before; it begins and ends at a whole step.
package struct LogAxis {
    /// Powers of ten: the first step and the last.
    private let exponents: ClosedRange<Int>

    /// The axis that holds all of these figures; those that are not above zero have no place on it.
    package init(holding figures: [Double]) {
        let logarithms = figures.filter { $0 > 0 }.map(log10)
        let first = Int((logarithms.min() ?? 0).rounded(.down))
        let last = Int((logarithms.max() ?? 0).rounded(.up))
        exponents = first...max(last, first + 1)
    }

    /// Where a figure stands: 0 at the beginning of the axis, 1 at its end; nil for one that has no place.
    package func place(of figure: Double) -> Double? {
        guard figure > 0 else { return nil }
        return (log10(figure) - Double(exponents.lowerBound)) / Double(exponents.count - 1)
    }

    /// The figures that have a line.
    package var steps: [Double] {
        exponents.map { pow(10, Double($0)) }
    }

    /// `0.01`, `1`, `10,000`
    package static func label(of step: Double) -> String {
        step >= 1 ? Int(step.rounded()).grouped : String(format: "%g", step)
    }
}
