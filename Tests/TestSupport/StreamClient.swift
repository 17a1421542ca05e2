import Glibc

/// A TCP connection to a server on loopback that reads slowly, or not at all; every wait is bounded.
package final class StreamClient: Sendable {
    private let descriptor: Int32

    /// Connects; where it is slow, with so small a receive buffer that the server soon has to wait.
    package init?(port: UInt16, from source: String? = nil, isSlow: Bool = true) {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        var size: Int32 = 4_096
        if isSlow { _ = unsafe setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &size, socklen_t(MemoryLayout<Int32>.size)) }
        setReceiveTimeout(of: descriptor, seconds: 30)
        if let source, unsafe !sockaddr_in(source, port: 0).pass(to: bind, descriptor) { return nil }
        guard unsafe sockaddr_in("127.0.0.1", port: port).pass(to: connect, descriptor) else { return nil }
    }

    deinit {
        close(descriptor)
    }

    /// Sends a message behind its length; whether it went out.
    package func send(_ message: [UInt8]) -> Bool {
        send(octets: message.behindLength)
    }

    /// Sends these octets, whatever they are; whether they went out.
    package func send(octets: [UInt8]) -> Bool {
        unsafe Glibc.send(descriptor, octets, octets.count, Int32(MSG_NOSIGNAL)) == octets.count
    }

    /// Says that nothing more is sent.
    package func finish() {
        shutdown(descriptor, Int32(SHUT_WR))
    }

    /// Makes the end of the connection a reset.
    package func resetAtEnd() {
        var value = linger(l_onoff: 1, l_linger: 0)
        unsafe setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &value, socklen_t(MemoryLayout<linger>.size))
    }

    /// The next message; nil at the end.
    package func receive() -> [UInt8]? {
        receiveMessage(from: descriptor)
    }
}
