package import Foundation

/// Programs that the tests use as their users do.
package enum Tool {
    /// What a program said and how it ended.
    package struct Result: Sendable {
        package let status: Int32
        package let output: String
        package let errors: String
    }

    /// Runs a program of the search path and waits for its end.
    package static func run(_ name: String, _ arguments: [String], in folder: URL? = nil) throws -> Result {
        try run(URL(filePath: "/usr/bin/env"), [name] + arguments, in: folder)
    }

    /// Runs svcdns and waits for its end.
    package static func svcdns(_ arguments: [String]) throws -> Result {
        try run(RunningServer.binary, arguments)
    }

    private static func run(_ program: URL, _ arguments: [String], in folder: URL? = nil) throws -> Result {
        let process = Process()
        process.executableURL = program
        process.arguments = arguments
        process.environment = RunningServer.environment
        if let folder { process.currentDirectoryURL = folder }
        let folder = try TemporaryDirectory()
        let (output, errors) = (folder.url.appending(path: "output"), folder.url.appending(path: "errors"))
        try Data().write(to: output)
        try Data().write(to: errors)
        process.standardOutput = try FileHandle(forWritingTo: output)
        process.standardError = try FileHandle(forWritingTo: errors)
        try process.run()
        process.waitUntilExit()
        return Result(
            status: process.terminationStatus, output: try String(contentsOf: output, encoding: .utf8),
            errors: try String(contentsOf: errors, encoding: .utf8))
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
