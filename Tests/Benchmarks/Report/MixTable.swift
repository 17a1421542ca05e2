/// One mix, with a row for each server.
struct MixTable {
    private let mix: Mix
    private var table: MarkdownTable

    init(_ mix: Mix) {
        self.mix = mix
        table = MarkdownTable([
            "server", "queries/s", "user µs/query", "system µs/query", "octets of an answer", "lost", "not \(mix.code)",
        ])
    }

    mutating func add(_ kind: ServerKind, _ measurement: Measurement) {
        table.add([
            kind.title, Int(measurement.result.perSecond).grouped, measurement.userMicroseconds.rounded(to: 2),
            measurement.systemMicroseconds.rounded(to: 2), measurement.result.answerSize.grouped, measurement.result.lost.grouped,
            measurement.result.answers(otherThan: mix.code).grouped,
        ])
    }

    /// Nothing where no server was asked.
    var text: String {
        table.isEmpty ? "" : "**\(mix.title)**\n\n\(table.text)"
    }
}
