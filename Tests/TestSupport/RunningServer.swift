package import Foundation
import Synchronization

/// The real binary, started with these arguments and ended with the test.
package final class RunningServer: Sendable {
    private let process: Process
    private let collector: OutputCollector
    /// What the server said when it was ready.
    package let announcement: String
    /// The port of the first address it listens on.
    package let port: UInt16

    /// The binary that these tests were built with: it lies beside them.
    package static let binary = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent().appending(
        path: "svcdns")

    /// Starts `svcdns serve` on a free port of 127.0.0.1 and waits until it says that it serves.
    package init(_ arguments: [String], listen: String = "127.0.0.1:0") throws {
        process = Process()
        process.executableURL = Self.binary
        process.arguments = ["serve", "--listen", listen] + arguments
        process.environment = Self.environment
        let pipe = Pipe()
        process.standardError = pipe
        process.standardOutput = pipe
        try process.run()
        let collector = OutputCollector(pipe.fileHandleForReading)
        self.collector = collector
        let process = process
        let line = collector.waitForLine(containing: "serving on", while: { process.isRunning })
        guard let line, let port = Self.port(in: line) else {
            process.terminate()
            throw NotServing(output: collector.text)
        }
        announcement = line
        self.port = port
    }

    deinit {
        process.terminate()
        process.waitUntilExit()
    }

    /// No test waits for the crash reporter.
    package static let environment = ProcessInfo.processInfo.environment.merging(["SWIFT_BACKTRACE": "enable=no"]) { $1 }

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
        collector.text
    }

    package var processIdentifier: Int32 {
        process.processIdentifier
    }

    /// RssAnon in kB: what the process has of memory that is its own.
    package func anonymousMemory() throws -> Int {
        let status = try String(contentsOfFile: "/proc/\(process.processIdentifier)/status", encoding: .utf8)
        let line = status.split(separator: "\n").first { $0.hasPrefix("RssAnon:") }
        return line.flatMap { Int($0.filter(\.isNumber)) } ?? 0
    }

    package func send(_ signal: Int32) {
        kill(process.processIdentifier, signal)
    }

    /// Waits for the end, at most this long; nil when it did not come.
    package func waitForEnd(atMost bound: Duration = .seconds(10)) -> Int32? {
        waitUntil(atMost: bound) { !self.process.isRunning } ? process.terminationStatus : nil
    }

    private static func port(in line: String) -> UInt16? {
        let address = line.components(separatedBy: "serving on ").last?.components(separatedBy: " ").first
        return address?.components(separatedBy: ":").last.flatMap { UInt16($0.filter(\.isNumber)) }
    }

    package struct NotServing: Error {
        package let output: String
    }
}

/// Gathers what a program writes.
final class OutputCollector: Sendable {
    private let gathered = Mutex("")

    init(_ handle: FileHandle) {
        handle.readabilityHandler = { [weak self] handle in
            let data = handle.availableData
            if data.isEmpty { handle.readabilityHandler = nil }
            self?.gathered.withLock { $0 += String(decoding: data, as: UTF8.self) }
        }
    }

    var text: String {
        gathered.withLock { $0 }
    }

    func waitForLine(containing words: String, while isAlive: () -> Bool) -> String? {
        var found: String?
        _ = waitUntil(atMost: .seconds(30)) {
            found = text.components(separatedBy: "\n").dropLast().first { $0.contains(words) }
            return found != nil || !isAlive()
        }
        return found
    }
}

/// Waits for a condition, looking again and again, at most this long.
package func waitUntil(atMost bound: Duration = .seconds(10), _ condition: () -> Bool) -> Bool {
    let end = ContinuousClock.now + bound
    while ContinuousClock.now < end {
        if condition() { return true }
        usleep(2_000)
    }
    return condition()
}
