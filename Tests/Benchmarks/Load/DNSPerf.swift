import Foundation
import TestSupport

/// dnsperf, asking one server.
package struct DNSPerf: Sendable {
    /// Where the server is, on 127.0.0.1.
    package let port: UInt16

    /// What a run may take beyond its time.
    private static let grace = 20

    /// Asks a server on this port.
    package init(port: UInt16) {
        self.port = port
    }

    /// Runs a load to its end.
    package func run(_ load: Load) throws -> LoadResult {
        try result(of: output(load, verbose: false))
    }

    /// Runs a load and keeps each latency, which costs dnsperf so much that it is for moderate rates only.
    package func latencies(_ load: Load) throws -> (result: LoadResult, latencies: Latencies) {
        let text = try output(load, verbose: true)
        return (try result(of: text), Latencies(verbose: text))
    }

    private func result(of text: String) throws -> LoadResult {
        guard let result = LoadResult(text) else { throw Unreadable(output: String(text.suffix(400))) }
        return result
    }

    private func output(_ load: Load, verbose: Bool) throws -> String {
        let folder = try TemporaryDirectory()
        let file = folder.url.appending(path: "output")
        let process = try ChildProcess(
            ["dnsperf"] + load.arguments(port: port, verbose: verbose), in: nil, output: file.path, errors: file.path)
        let hasEnded = try Interruption.wait(atMost: .seconds(load.seconds + Self.grace)) { process.status != nil }
        guard hasEnded else { throw Unreadable(output: "it did not end") }
        return String(decoding: FileManager.default.contents(atPath: file.path) ?? Data(), as: UTF8.self)
    }

    /// dnsperf did not say what it says at its end.
    package struct Unreadable: Error, CustomStringConvertible {
        let output: String

        package var description: String {
            "dnsperf gave no statistics (is it installed?): \(output)"
        }
    }
}
