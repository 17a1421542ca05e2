import Foundation
import TestSupport

/// dnsperf at full speed on names that do not change, until it is told to stop.
final class QueryLoad {
    private let folder: TemporaryDirectory
    private let process: ChildProcess

    /// The most names that are asked for.
    private static let names = 10_000
    private static let endBound = Duration.seconds(20)

    init(port: UInt16, services: Int, atMost bound: Duration) throws {
        folder = try TemporaryDirectory()
        let names = Questions(ServiceCatalogue(count: min(services, Self.names))).addresses
        let questions = try QuestionFile(names, to: folder.url.appending(path: "names"))
        let load = Load(questions, seconds: Int(bound.inSeconds.rounded(.up)))
        let log = folder.url.appending(path: "log").path
        process = try ChildProcess(["dnsperf"] + load.arguments(port: port, verbose: false), in: nil, output: log, errors: log)
    }

    /// Ends it and returns what it counted.
    func end() throws -> LoadResult {
        process.send(SIGINT)
        guard process.waitForEnd(atMost: Self.endBound), let figures = LoadResult(text) else {
            throw DNSPerf.Unreadable(output: String(text.suffix(400)))
        }
        return figures
    }

    private var text: String {
        FileManager.default.contents(atPath: folder.url.appending(path: "log").path).map { String(decoding: $0, as: UTF8.self) } ?? ""
    }
}
