package import Foundation
import Glibc

/// Knot DNS, unpacked into `.build/knot` by README.md's test command and never installed, since its package would start a
/// service on port 53.
package final class KnotServer: Sendable {
    private let process: ChildProcess
    private let folder: TemporaryDirectory
    package let address: String
    /// The port it listens on.
    package let port: UInt16

    /// The program.
    package static let binary = Fixture.root.appending(path: ".build/knot/usr/sbin/knotd")

    /// Another program may take a port between the search for it and the server's start: then it ends, and is started again.
    private static let maximumStarts = 5

    /// Starts a server with these settings behind those of the server itself, and waits until it listens; its zones come a
    /// moment later. `%FOLDER%` in them is the server's own folder, in which these files are. It is started by `launcher`, where
    /// it is to live in another network; `port` 0 is a free one.
    package init(
        settings: String, files: [String: String] = [:], on address: String = "127.0.0.1", port: UInt16 = 0, by launcher: [String] = []
    ) throws {
        guard FileManager.default.isExecutableFile(atPath: Self.binary.path) else { throw NotUnpacked() }
        folder = try TemporaryDirectory()
        self.address = address
        for (name, text) in files { try folder.write(name, text) }
        (process, self.port) = try Self.start(settings, on: address, port, by: launcher, in: folder)
    }

    private static func start(
        _ settings: String, on address: String, _ port: UInt16, by launcher: [String], in folder: TemporaryDirectory
    ) throws -> (ChildProcess, UInt16) {
        for _ in 0..<maximumStarts {
            let port = port == 0 ? LoopbackPort.free() : port
            let whole = server(address, port) + settings
            try folder.write("knot.conf", whole.replacingOccurrences(of: "%FOLDER%", with: folder.path))
            let log = folder.url.appending(path: "log").path
            let command = launcher + [binary.path, "--config", folder.url.appending(path: "knot.conf").path]
            let process = try ChildProcess(command, in: folder.path, output: log, errors: log)
            _ = waitUntil(atMost: .seconds(30)) { process.status != nil || text(in: folder).contains("server started") }
            if process.status == nil { return (process, port) }
        }
        throw NotServing(output: text(in: folder))
    }

    /// What `--upstream` takes.
    package var endpoint: String {
        "\(address):\(port)"
    }

    /// Whether it runs.
    package var isRunning: Bool {
        process.status == nil
    }

    package func send(_ signal: Int32) {
        process.send(signal)
    }

    /// Everything that it wrote.
    package var log: String {
        Self.text(in: folder)
    }

    private static func text(in folder: TemporaryDirectory) -> String {
        let octets = FileManager.default.contents(atPath: folder.url.appending(path: "log").path)
        return String(decoding: octets ?? Data(), as: UTF8.self)
    }

    private static func server(_ address: String, _ port: UInt16) -> String {
        """
        server:
            rundir: "%FOLDER%"
            listen: \(address)@\(port)
            udp-workers: 1
            tcp-workers: 1
            background-workers: 1
        database:
            storage: "%FOLDER%"
        log:
          - target: stderr
            any: info

        """
    }

    package struct NotServing: Error {
        package let output: String
    }

    package struct NotUnpacked: Error, CustomStringConvertible {
        package let description = "no \(KnotServer.binary.path): README.md's test command unpacks it"
    }
}
