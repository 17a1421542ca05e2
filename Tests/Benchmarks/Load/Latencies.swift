/// The time of each answer, in microseconds.
package struct Latencies: Hashable, Sendable {
    private let sorted: [Int]

    /// Reads what `dnsperf -v` prints of each query: `> NOERROR host A 0.000123`.
    package init(verbose text: String) {
        sorted = text.utf8.split(separator: 0x0A).compactMap(Self.microseconds).sorted()
    }

    /// The last word of a line without its point, which has six digits behind it.
    private static func microseconds(_ line: Substring.UTF8View) -> Int? {
        guard line.first == 0x3E, let start = line.lastIndex(of: 0x20), line[start...].contains(0x2E) else { return nil }
        var value = 0
        for octet in line[line.index(after: start)...] where octet != 0x2E {
            guard (0x30...0x39).contains(octet) else { return nil }
            value = value &* 10 &+ Int(octet & 0x0F)
        }
        return value
    }

    /// What so many of a hundred do not exceed, by nearest rank; nil where there is none.
    package func percentile(_ percent: Int) -> Int? {
        guard !sorted.isEmpty else { return nil }
        return sorted[min(max((sorted.count * percent + 99) / 100, 1), sorted.count) - 1]
    }
}
