package import Foundation

/// Programs that the tests use as their users do.
package enum Tool {
    /// What a program said and how it ended.
    package struct Result: Sendable {
        package let status: Int32
        package let output: String
        package let errors: String
    }

    /// A program that had to be killed.
    package struct TookTooLong: Error, CustomStringConvertible {
        package let description: String
    }

    /// Runs a program of the search path and waits for its end; at the bound it is killed, with all that it started.
    package static func run(
        _ name: String, _ arguments: [String], in folder: URL? = nil, atMost bound: Duration = .seconds(60)
    ) throws -> Result {
        let files = try TemporaryDirectory()
        let (output, errors) = (files.url.appending(path: "output"), files.url.appending(path: "errors"))
        let process = try ChildProcess([name] + arguments, in: folder?.path, output: output.path, errors: errors.path)
        let hasEnded = process.waitForEnd(atMost: bound)
        let text = { (file: URL) in FileManager.default.contents(atPath: file.path).map { String(decoding: $0, as: UTF8.self) } ?? "" }
        guard hasEnded, let status = process.status else {
            process.send(SIGKILL)
            throw TookTooLong(description: "\(name) \(arguments) took over \(bound): \(text(output))\(text(errors))")
        }
        return Result(status: status, output: text(output), errors: text(errors))
    }

    /// Runs svcdns and waits for its end.
    package static func svcdns(_ arguments: [String]) throws -> Result {
        try run(RunningServer.binary.path, arguments)
    }
}

/// A folder that goes when the test does.
package final class TemporaryDirectory: Sendable {
    package let url: URL

    package init() throws {
        url = FileManager.default.temporaryDirectory.appending(path: "svcdns-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit {
        do { try FileManager.default.removeItem(at: url) } catch { print("\(url.path) stays: \(error)") }
    }

    package var path: String {
        url.path
    }

    /// Writes a file in one step, as a careful editor does.
    package func write(_ name: String, _ text: String) throws {
        try Data(text.utf8).write(to: url.appending(path: name), options: .atomic)
    }

    package func remove(_ name: String) throws {
        try FileManager.default.removeItem(at: url.appending(path: name))
    }
}
