import Benchmarks
import Testing

struct FigureTests {
    @Test(
        "A percentile is the least figure that so many of a hundred do not exceed",
        arguments: [(0.0, 1.0), (1, 1), (50, 50), (50.5, 51), (99, 99), (99.5, 100), (100, 100)])
    func percentile(percent: Double, expected: Double) throws {
        let sample = try #require(Sample((1...100).map(Double.init).shuffled()))
        #expect(sample.percentile(percent) == expected)
    }

    @Test("A sample of one figure is that figure, and of none there is no sample")
    func smallSamples() throws {
        let sample = try #require(Sample([7]))
        #expect([sample.median, sample.percentile(99), sample.least, sample.greatest] == [7, 7, 7, 7])
        #expect(Sample([]) == nil)
    }

    @Test(
        "Figures have three digits that count, and thousands stand apart",
        arguments: [
            (0.1234, "0.123"), (1.234, "1.23"), (12.34, "12.3"), (123.4, "123"), (1_234.4, "1,234"), (100_000, "100,000"),
            (-1_500, "-1,500"),
        ])
    func figures(value: Double, text: String) {
        #expect(value.figure == text)
    }
}
