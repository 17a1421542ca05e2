package import Foundation

/// What dnsperf asks: a file of names and types.
package struct QuestionFile: Sendable {
    /// Where it is.
    package let path: String
    /// How many questions it has.
    package let count: Int

    /// Writes these lines, `name TYPE` each.
    package init(_ lines: [String], to file: URL) throws {
        try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: file)
        path = file.path
        count = lines.count
    }
}
