import Foundation
import TestSupport

/// A server that runs until it is let go.
package final class MeasuredServer: Sendable {
    /// Which one it is.
    package let kind: ServerKind
    /// Its port on 127.0.0.1.
    package let port: UInt16
    private let process: ChildProcess
    private let folder: TemporaryDirectory

    private static let startBound = Duration.seconds(60)

    /// Starts a server with a world to serve and waits until its answers are right.
    package init(_ kind: ServerKind, serving world: World, upstream: UInt16? = nil) throws {
        self.kind = kind
        port = LoopbackPort.free()
        folder = try TemporaryDirectory()
        let setup = ServerSetup(world: world, port: port, upstream: upstream, threads: Machine.processors, folder: folder.path)
        try folder.write("settings", setup.settings(of: kind))
        let program = try Programs.program(of: kind)
        let log = folder.url.appending(path: "log").path
        process = try ChildProcess(
            Programs.launcher(of: kind) + [program] + setup.arguments(of: kind), in: folder.path, output: log, errors: log)
        try waitForRightAnswers(world)
    }

    private func waitForRightAnswers(_ world: World) throws {
        let catalogue = world.catalogue
        let first = kind.knowsNames ? catalogue.address(0) : "192.0.2.1"
        let isReady = try Interruption.wait(atMost: Self.startBound) {
            process.status != nil || AnswerCheck(port: port).isRight([catalogue.host(0)], [first])
        }
        guard isReady, process.status == nil else { throw NotServing(description: "\(kind.title) does not serve: \(lastLines)") }
        guard kind.knowsNames else { return }
        try checkAnswers(of: catalogue.count, host: catalogue.host, address: catalogue.address)
    }

    /// Throws when it does not get names outside from its upstream.
    package func checkAnswers(of outside: OutsideNames) throws {
        try checkAnswers(of: outside.count, host: outside.host, address: outside.address)
    }

    private func checkAnswers(of count: Int, host: (Int) -> String, address: (Int) -> String) throws {
        guard let wrong = try AnswerCheck(port: port).wrongAnswer(of: count, host: host, address: address) else { return }
        throw NotServing(description: "\(kind.title) answers wrongly: \(wrong)")
    }

    /// What it and its children have used until now.
    package func usage() throws -> ProcessUsage {
        try ProcessUsage(ofTree: process.identifier)
    }

    private var lastLines: String {
        let octets = FileManager.default.contents(atPath: folder.url.appending(path: "log").path) ?? Data()
        let lines = String(decoding: octets, as: UTF8.self).split(separator: "\n")
        return lines.isEmpty ? "it says nothing" : lines.suffix(3).joined(separator: " | ")
    }

    /// A server that does not do what is to be measured.
    package struct NotServing: Error, CustomStringConvertible {
        package let description: String
    }
}
