import TestSupport

/// Whether a server gives right answers: one that refuses quickly must not win.
package struct AnswerCheck: Sendable {
    private let port: UInt16

    /// How many names are asked for, from the first to the last.
    private static let samples = 25

    /// Asks a server on this port of 127.0.0.1.
    package init(port: UInt16) {
        self.port = port
    }

    /// Whether names have these addresses, in this order.
    package func isRight(_ hosts: [String], _ addresses: [String]) -> Bool {
        (try? ask(hosts)) == addresses
    }

    /// What is wrong with a sample of so many names; nil when nothing is.
    package func wrongAnswer(of count: Int, host: (Int) -> String, address: (Int) -> String) throws -> String? {
        let numbers = (0..<Self.samples).map { $0 * (count - 1) / (Self.samples - 1) }
        let answers = try ask(numbers.map(host))
        guard answers != numbers.map(address) else { return nil }
        return "\(answers.joined(separator: ", ")) are not the addresses of \(host(0)) to \(host(count - 1))"
    }

    private func ask(_ hosts: [String]) throws -> [String] {
        let options = ["@127.0.0.1", "-p", "\(port)", "+short", "+noedns", "+timeout=1", "+retry=0"]
        let result = try Tool.run("kdig", options + hosts.flatMap { [$0 + ".", "A"] })
        return result.output.split(separator: "\n").map(String.init)
    }
}
