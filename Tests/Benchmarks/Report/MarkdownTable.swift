/// A table in Markdown: the first column is text, the others are numbers.
package struct MarkdownTable: Sendable {
    private let columns: [String]
    private var rows: [[String]] = []

    /// A table without rows.
    package init(_ columns: [String]) {
        self.columns = columns
    }

    /// Adds a row of as many cells as there are columns.
    package mutating func add(_ row: [String]) {
        rows.append(row)
    }

    /// Whether it has no rows.
    package var isEmpty: Bool {
        rows.isEmpty
    }

    /// The lines.
    package var text: String {
        let rule = columns.indices.map { $0 == 0 ? "---" : "---:" }
        return ([columns, rule] + rows).map { "| " + $0.joined(separator: " | ") + " |" }.joined(separator: "\n")
    }
}

extension Int {
    /// With a comma between thousands.
    package var grouped: String {
        let digits = String(magnitude)
        let marked = digits.enumerated().map { ($0 > 0 && (digits.count - $0) % 3 == 0 ? "," : "") + String($1) }
        return (self < 0 ? "-" : "") + marked.joined()
    }
}

extension Double {
    /// With so many digits behind the point.
    package func rounded(to digits: Int) -> String {
        let factor = (0..<digits).reduce(1.0) { factor, _ in factor * 10 }
        let value = Int((magnitude * factor).rounded())
        let whole = (self < 0 ? "-" : "") + (value / Int(factor)).grouped
        guard digits > 0 else { return whole }
        let rest = String(value % Int(factor))
        return whole + "." + String(repeating: "0", count: digits - rest.count) + rest
    }
}
