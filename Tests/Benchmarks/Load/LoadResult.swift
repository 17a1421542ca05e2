/// What dnsperf says at its end.
package struct LoadResult: Hashable, Sendable {
    /// Queries that were answered.
    package let completed: Int
    /// Queries that were not, within a second.
    package let lost: Int
    /// Answers by response code.
    package let codes: [String: Int]
    /// Octets of a mean answer.
    package let answerSize: Int
    /// Answers a second.
    package let perSecond: Double
    /// Seconds that a mean answer took.
    package let meanLatency: Double

    /// Reads dnsperf's statistics; nil where they are not whole.
    package init?(_ text: String) {
        let fields = Self.fields(text)
        guard let completed = Self.number(fields["Queries completed"]), let lost = Self.number(fields["Queries lost"]),
            let perSecond = Self.number(fields["Queries per second"]), let latency = Self.number(fields["Average Latency (s)"])
        else { return nil }
        self.completed = Int(completed)
        self.lost = Int(lost)
        self.perSecond = perSecond
        meanLatency = latency
        codes = Self.codes(fields["Response codes"] ?? "")
        let size = fields["Average packet size"]?.split(separator: " ").last
        answerSize = size.flatMap { Int($0) } ?? 0
    }

    private static func fields(_ text: String) -> [String: String] {
        let pairs = text.split(separator: "\n").compactMap { line -> (String, String)? in
            guard line.hasPrefix("  "), let colon = line.firstIndex(of: ":") else { return nil }
            return (trimmed(line[..<colon]), trimmed(line[line.index(after: colon)...]))
        }
        return Dictionary(pairs, uniquingKeysWith: { $1 })
    }

    private static func trimmed(_ text: Substring) -> String {
        text.split(separator: " ").joined(separator: " ")
    }

    private static func number(_ text: String?) -> Double? {
        text?.split(separator: " ").first.flatMap { Double($0) }
    }

    /// `NOERROR 10 (99.00%), NXDOMAIN 1 (1.00%)`
    private static func codes(_ text: String) -> [String: Int] {
        let pairs = text.split(separator: ",").compactMap { part -> (String, Int)? in
            let words = part.split(separator: " ")
            guard words.count >= 2, let count = Int(words[1]) else { return nil }
            return (String(words[0]), count)
        }
        return Dictionary(pairs, uniquingKeysWith: +)
    }

    /// Answers that have another response code.
    package func answers(otherThan code: String) -> Int {
        completed - (codes[code] ?? 0)
    }
}
