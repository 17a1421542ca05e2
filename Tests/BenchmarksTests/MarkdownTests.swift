import Benchmarks
import Testing

struct MarkdownTests {
    @Test("Tables are Markdown")
    func table() {
        var table = MarkdownTable(["server", "queries/s"])
        table.add(["svcdns", 127_000.grouped])
        #expect(table.text == "| server | queries/s |\n| --- | ---: |\n| svcdns | 127,000 |")
    }

    @Test(
        "Numbers are written for people",
        arguments: [(0, "0"), (999, "999"), (1_000, "1,000"), (-1_234_567, "-1,234,567"), (100_000, "100,000")])
    func grouped(number: Int, text: String) {
        #expect(number.grouped == text)
    }

    @Test(
        "Fractions have as many digits as they are told",
        arguments: [(0.046, 2, "0.05"), (1.5, 0, "2"), (12.3, 1, "12.3"), (-0.4, 1, "-0.4"), (1_234.996, 2, "1,235.00")])
    func rounded(number: Double, digits: Int, text: String) {
        #expect(number.rounded(to: digits) == text)
    }
}
