import ArgumentParser
import DNSModel
import DNSServer
import Dispatch
import Glibc
import PollEcho

/// `Benchmarks echo`: a server without DNS, until it is ended.
struct EchoCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "echo", abstract: "Answers every query on 127.0.0.1 by a ready-made reply, until it is ended.")

    @Option(help: "The port, UDP and TCP.")
    var port: UInt16

    @Flag(help: "By threads blocked in poll(2) instead of svcdns' own transport, UDP only.")
    var poll = false

    func run() throws {
        guard poll else { return try Self.serve(port) }
        let error = poll_echo_serve(port, UInt32(Processors.count))
        throw ValidationError("cannot serve 127.0.0.1:\(port): errno \(error)")
    }

    private static func serve(_ port: UInt16) throws {
        let address = ListenAddress(.v4(IPv4Address(0x7F00_0001)), port: port)
        let listeners = Listeners(on: [try BoundSockets.bind(address, workers: Processors.count)]) { _ in EchoAnswerer() }
        listeners.start()
        withExtendedLifetime(listeners) { dispatchMain() }
    }
}
