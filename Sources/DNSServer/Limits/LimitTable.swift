package import DNSModel

/// Whose next query is due when: a part of one limit's clients, in storage that is taken once.
///
/// Whoever is not in the table begins anew, so to forget a client whose query is due is to forget nothing. A newcomer takes the
/// place of the one in its row that is least ahead of its time: those that were held back most stay, whoever else comes under
/// however many addresses, and no newcomer is held back for want of a place (decision 0017).
package struct LimitTable {
    /// Places among which one client's is.
    private static let rowLength = 8

    private var places: [Place]
    private let rowMask: Int
    private var report = LimitReport()
    /// Which report the counts of clients belong to.
    private var period: UInt32 = 0

    private struct Place {
        /// The client's hash; with a secret of 128 bits in it, nobody finds two clients that share one.
        var mark: UInt64 = 0
        /// When its next query is due: a moment that has always passed where nobody is.
        var due = Int64.min
        /// How often it was held back in a period, and which that is.
        var heldBack: UInt32 = 0
        var period: UInt32 = 0
    }

    /// An empty table of so many rows: a power of two.
    package init(rows: Int) {
        rowMask = rows - 1
        places = Array(repeating: Place(), count: rows * Self.rowLength)
    }

    /// Counts a query of a client; how often it was held back since the last report, this time included, or nil where it is not.
    package mutating func heldBack(_ client: IPAddress, _ mark: UInt64, by rate: SteadyRate, at now: Int64) -> UInt32? {
        let index = place(of: mark)
        if places[index].mark != mark { places[index] = Place(mark: mark) }
        if let next = rate.next(after: places[index].due, at: now) {
            places[index].due = next
            return nil
        }
        return holdBack(client, at: index)
    }

    /// The client's place; where it has none, that of the one in the row that is least ahead.
    private func place(of mark: UInt64) -> Int {
        let row = (Int(truncatingIfNeeded: mark) & rowMask) * Self.rowLength
        var least = row
        for index in row..<(row + Self.rowLength) {
            if places[index].mark == mark { return index }
            if places[index].due < places[least].due { least = index }
        }
        return least
    }

    private mutating func holdBack(_ client: IPAddress, at index: Int) -> UInt32 {
        if places[index].period != period { (places[index].heldBack, places[index].period) = (0, period) }
        places[index].heldBack &+= 1
        let times = places[index].heldBack
        report.count(client, times: times)
        return times
    }

    /// How often anybody was held back since the last report.
    package var times: UInt64 {
        report.times
    }

    /// Who was held back since the last report; the next one begins.
    package mutating func takeReport() -> LimitReport {
        defer { (report, period) = (LimitReport(), period &+ 1) }
        return report
    }
}
