/// What one round of a trial showed.
struct NoisyOutcome {
    /// Microseconds of the quiet client's answers without the noise, and with it.
    let quiet: [Double]
    let noisy: [Double]
    /// The quiet client's answers that were lost in the noise.
    let lost: Int
    /// Queries a second of the noisy client.
    let flood: Double

    /// The columns of the table.
    static let header = [
        "the noisy client asks for", "of", "`clientLimit`", "queries/s", "p50 quiet, µs", "noisy", "ratio", "p99 quiet, µs", "noisy",
        "ratio",
        "least to greatest", "lost",
    ]

    /// A row of the table: the middle of all rounds.
    static func row(_ one: NoisyCase, _ rounds: [NoisyOutcome]) -> [String] {
        let setting = one.limit.map { "\($0)" } ?? "off"
        let lost = rounds.map(\.lost).reduce(0, +)
        let figures = [[middle(rounds.map(\.flood))], figures(50, rounds), figures(99, rounds), [ends(rounds), lost.grouped]]
        return [one.kind.title, one.isElsewhere ? "another server" : "this one", setting] + figures.flatMap(\.self)
    }

    /// The middle of a percentile without the noise and with it, and of their ratio.
    private static func figures(_ percent: Double, _ rounds: [NoisyOutcome]) -> [String] {
        let quiet = rounds.compactMap { Sample($0.quiet)?.percentile(percent) }
        let noisy = rounds.compactMap { Sample($0.noisy)?.percentile(percent) }
        return [middle(quiet), middle(noisy), middle(rounds.compactMap { $0.ratio(percent) })]
    }

    private static func ends(_ rounds: [NoisyOutcome]) -> String {
        Sample(rounds.compactMap { $0.ratio(99) }).map { "\($0.least.figure) to \($0.greatest.figure)" } ?? "-"
    }

    private func ratio(_ percent: Double) -> Double? {
        guard let quiet = Sample(quiet)?.percentile(percent), let noisy = Sample(noisy)?.percentile(percent) else { return nil }
        return noisy / quiet
    }

    private static func middle(_ figures: [Double]) -> String {
        Sample(figures)?.median.figure ?? "-"
    }
}
