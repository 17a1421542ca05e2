package import Foundation

/// The real binary, started with these arguments and ended with the test.
package final class RunningServer: Sendable {
    private let process: ChildProcess
    private let folder: TemporaryDirectory
    /// What the server said when it was ready.
    package let announcement: String
    /// The port of the first address it listens on.
    package let port: UInt16

    /// The binary that these tests were built with: it lies beside them.
    package static let binary = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent().appending(
        path: "svcdns")

    /// Starts `svcdns serve` on a free port of 127.0.0.1 and waits until it says that it serves; `launcher` starts it where it is to
    /// live in another network.
    package init(
        _ arguments: [String], listen: String = "127.0.0.1:0", by launcher: [String] = [], passing descriptors: [Int32] = [],
        atMost bound: Duration = .seconds(60)
    ) throws {
        let folder = try TemporaryDirectory()
        self.folder = folder
        let command = [Self.binary.path, "serve", "--listen", listen] + arguments + Self.isolation(arguments)
        let process = try ChildProcess(
            launcher + command, in: nil, output: Self.log(in: folder), errors: Self.log(in: folder), passing: descriptors)
        self.process = process
        var line: String?
        _ = waitUntil(atMost: bound) {
            let hasEnded = process.status != nil
            line = Self.text(in: folder).components(separatedBy: "\n").dropLast().first { $0.contains("serving on") }
            return line != nil || hasEnded
        }
        guard let line, let port = Self.port(in: line) else { throw NotServing(output: Self.text(in: folder)) }
        announcement = line
        self.port = port
    }

    /// No test but one about upstream depends on what this machine's resolv.conf says.
    private static func isolation(_ arguments: [String]) -> [String] {
        let file = zip(arguments, arguments.dropFirst()).first { $0.0 == "--config" }?.1
        let text = file.flatMap { try? String(contentsOfFile: $0, encoding: .utf8) } ?? ""
        return (arguments + [text]).contains { $0.contains("upstream") } ? [] : ["--no-upstream"]
    }

    /// Asks this server. (A client by itself would let the server end before its answer: nobody needs it any more.)
    package func exchange(_ message: [UInt8], over carrier: DNSClient.Carrier, from source: String? = nil) -> [UInt8]? {
        withExtendedLifetime(self) { DNSClient(port: port).exchange(message, over: carrier, from: source) }
    }

    /// Asks this server by `dig`, or a program with the same arguments.
    package func dig(_ arguments: [String], with tool: String = "dig") throws -> Tool.Result {
        try withExtendedLifetime(self) { try Tool.run(tool, ["@127.0.0.1", "-p", "\(port)"] + arguments) }
    }

    /// Everything that it wrote.
    package var log: String {
        Self.text(in: folder)
    }

    package var processIdentifier: Int32 {
        process.identifier
    }

    /// RssAnon in kB: what the process has of memory that is its own.
    package func anonymousMemory() throws -> Int {
        let status = try String(contentsOfFile: "/proc/\(processIdentifier)/status", encoding: .utf8)
        let line = status.split(separator: "\n").first { $0.hasPrefix("RssAnon:") }
        return line.flatMap { Int($0.filter(\.isNumber)) } ?? 0
    }

    /// The descriptors that it has open.
    package func openFiles() throws -> Int {
        try FileManager.default.contentsOfDirectory(atPath: "/proc/\(processIdentifier)/fd").count
    }

    /// Whether it runs no more.
    package var hasEnded: Bool {
        process.status != nil
    }

    package func send(_ signal: Int32) {
        process.send(signal)
    }

    /// Waits for the end, at most this long: the exit status or the signal; nil when it did not come.
    package func waitForEnd(atMost bound: Duration = .seconds(60)) -> Int32? {
        process.waitForEnd(atMost: bound) ? process.status : nil
    }

    private static func log(in folder: TemporaryDirectory) -> String {
        folder.url.appending(path: "log").path
    }

    /// Octets that end in the middle of a character become one that is none.
    private static func text(in folder: TemporaryDirectory) -> String {
        String(decoding: FileManager.default.contents(atPath: log(in: folder)) ?? Data(), as: UTF8.self)
    }

    private static func port(in line: String) -> UInt16? {
        let address = line.components(separatedBy: "serving on ").last?.components(separatedBy: " ").first
        return address?.components(separatedBy: ":").last.flatMap { UInt16($0.filter(\.isNumber)) }
    }

    package struct NotServing: Error {
        package let output: String
    }
}

/// Waits for a condition, looking again and again, at most this long.
package func waitUntil(atMost bound: Duration = .seconds(60), _ condition: () -> Bool) -> Bool {
    let end = ContinuousClock.now + bound
    while ContinuousClock.now < end {
        if condition() { return true }
        usleep(2_000)
    }
    return condition()
}
