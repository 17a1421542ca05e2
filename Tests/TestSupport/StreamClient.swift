import Glibc

/// A TCP connection to a server on loopback that reads slowly, or not at all; every wait is bounded.
package final class StreamClient: Sendable {
    private let descriptor: Int32

    /// Connects; where it is slow, with so small a receive buffer that the server soon has to wait.
    package init?(port: UInt16, isSlow: Bool = true) {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        var size: Int32 = 4_096
        if isSlow { _ = unsafe setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &size, socklen_t(MemoryLayout<Int32>.size)) }
        setReceiveTimeout(of: descriptor, seconds: 30)
        guard unsafe sockaddr_in("127.0.0.1", port: port).pass(to: connect, descriptor) else { return nil }
    }

    deinit {
        close(descriptor)
    }

    /// Sends a message behind its length; whether it went out.
    package func send(_ message: [UInt8]) -> Bool {
        let octets = message.behindLength
        return unsafe Glibc.send(descriptor, octets, octets.count, Int32(MSG_NOSIGNAL)) == octets.count
    }

    /// The next message; nil at the end.
    package func receive() -> [UInt8]? {
        receiveMessage(from: descriptor)
    }
}
