import CLinux
import Glibc

/// A connection for one message, and the message that comes back for it.
final class StreamExchange {
    private let socket: Descriptor

    /// How long a connection that is not there yet is left alone.
    private static let pause = Duration.milliseconds(1)
    /// The octets that are read at once.
    private static let receiveSize = 1_500

    /// Connects from this address, which has to be this machine's.
    init(to recipient: ListenAddress, from source: ListenAddress) throws(SystemError) {
        let address = try clinux_address(recipient)
        socket = try Descriptor.socket(.stream, address)
        try socket.bind(to: clinux_address(source))
        _ = try SystemError.check(clinux_connect(socket.number, address))
    }

    /// Sends a message and waits for the one that comes back, until then; nil where none has come.
    func answer(to message: [UInt8], until end: ContinuousClock.Instant) -> [UInt8]? {
        let length = [UInt8(truncatingIfNeeded: message.count >> 8), UInt8(truncatingIfNeeded: message.count)]
        return send(length + message, until: end) ? receive(until: end) : nil
    }

    /// So few octets are taken at once or not at all.
    private func send(_ octets: [UInt8], until end: ContinuousClock.Instant) -> Bool {
        while true {
            let sent = unsafe octets.withUnsafeBufferPointer { octets in
                unsafe octets.baseAddress.map { unsafe clinux_send(socket.number, $0, octets.count) } ?? 0
            }
            guard sent == -Int(EAGAIN), .now < end else { return sent == octets.count }
            _ = socket.waitReadable(atMost: Self.pause)
        }
    }

    private func receive(until end: ContinuousClock.Instant) -> [UInt8]? {
        var framing = MessageFraming()
        var message: [UInt8]?
        while message == nil, socket.waitReadable(atMost: end - .now) {
            guard let octets = socket.receive(atMost: Self.receiveSize) else { return nil }
            framing.append(octets.span)
            _ = framing.next { octets in message = octets.indices.map { octets[$0] } }
        }
        return message
    }
}
