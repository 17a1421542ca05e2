import DNSModel
import DNSServer
import Dispatch
import Testing

/// Answers with the message between marks of how it came; some messages ask for something else.
final class MarkingAnswerer: MessageAnswerer {
    /// Asks for an answer of so many octets.
    static func asking(forOctets count: UInt16) -> [UInt8] {
        [UInt8(ascii: "#"), UInt8(truncatingIfNeeded: count >> 8), UInt8(truncatingIfNeeded: count)]
    }

    /// Asks for silence.
    static let silence = Array("silence".utf8)

    func answer(_ message: Span<UInt8>, from client: Client, into reply: inout [UInt8]) -> Answering {
        let octets = withoutPadding(message)
        if octets == Self.silence { return .now }
        if let series = CountingSeries(octets) { return .series(series) }
        if octets.count == 3, octets[0] == UInt8(ascii: "#") {
            reply.append(contentsOf: [UInt8](repeating: 0xA5, count: Int(octets[1]) << 8 | Int(octets[2])))
        } else {
            reply.append(contentsOf: Self.answer(to: octets, from: client))
        }
        return .now
    }

    static func answer(to message: [UInt8], from client: Client) -> [UInt8] {
        switch client.transport {
        case .datagram: Array("datagram \(client.address) ".utf8) + message
        case .stream: Array("stream \(client.address) ".utf8) + message
        }
    }

    /// What a client on this address is answered.
    static func answer(to text: String, from address: String = "127.0.0.1", by transport: MessageTransport) throws -> [UInt8] {
        answer(to: Array(text.utf8), from: Client(address: try #require(IPAddress(address)), transport: transport))
    }
}

/// A message with its length before it; spaces make it as long as a message must be.
func framed(_ message: [UInt8]) -> [UInt8] {
    let padding = [UInt8](repeating: UInt8(ascii: " "), count: max(MessageFraming.shortestMessage - message.count, 0))
    let count = message.count + padding.count
    return [UInt8(truncatingIfNeeded: count >> 8), UInt8(truncatingIfNeeded: count)] + message + padding
}

/// A message without the spaces of `framed`.
func withoutPadding(_ message: Span<UInt8>) -> [UInt8] {
    let octets = message.indices.map { message[$0] }
    let end = octets.lastIndex { $0 != UInt8(ascii: " ") }
    return Array(octets[..<(end.map { $0 + 1 } ?? 0)])
}

/// A message of text with its length before it.
func framed(_ text: String) -> [UInt8] {
    framed(Array(text.utf8))
}

/// Listens on a port of the kernel's choice, runs the body, and stops; that it stops in time is part of every test.
func withServer(
    _ host: String = "127.0.0.1", workers: Int = 1, limits: TCPLimits = TCPLimits(),
    answerer: (DispatchQueue) -> sending any MessageAnswerer = { _ in MarkingAnswerer() },
    _ body: (Listeners, ListenAddress) throws -> Void
) throws {
    let address = try #require(ListenAddress(host.contains(":") ? "[\(host)]:0" : "\(host):0"))
    let listeners = Listeners(on: [try BoundSockets.bind(address, workers: workers)], limits: limits, answerer: answerer)
    listeners.start()
    defer { stop(listeners) }
    try body(listeners, try #require(listeners.addresses.first))
}

private func stop(_ listeners: Listeners) {
    let stopped = DispatchSemaphore(value: 0)
    listeners.stop { stopped.signal() }
    #expect(stopped.wait(timeout: .now() + 30) == .success)
}

/// Looks again and again until the condition holds; the bound is far beyond what it takes.
func wait(for what: String, until isTrue: () -> Bool) {
    let end = ContinuousClock.now + .seconds(30)
    while !isTrue() {
        guard ContinuousClock.now < end else {
            Issue.record("waited 30 seconds for \(what)")
            return
        }
        _ = DispatchSemaphore(value: 0).wait(timeout: .now() + .milliseconds(1))
    }
}
