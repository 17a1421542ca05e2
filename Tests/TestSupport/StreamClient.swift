import Glibc

/// A TCP connection to a server on loopback that reads slowly, or not at all; every wait is bounded.
package final class StreamClient: Sendable {
    private let descriptor: Int32

    /// Connects, with so small a receive buffer that the server soon has to wait.
    package init?(port: UInt16) {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        var size: Int32 = 4_096
        unsafe setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &size, socklen_t(MemoryLayout<Int32>.size))
        var bound = timeval(tv_sec: 30, tv_usec: 0)
        unsafe setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &bound, socklen_t(MemoryLayout<timeval>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let result = unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard result == 0 else { return nil }
    }

    deinit {
        close(descriptor)
    }

    /// Sends a message behind its length; whether it went out.
    package func send(_ message: [UInt8]) -> Bool {
        let octets = [UInt8(truncatingIfNeeded: message.count >> 8), UInt8(truncatingIfNeeded: message.count)] + message
        return unsafe Glibc.send(descriptor, octets, octets.count, Int32(MSG_NOSIGNAL)) == octets.count
    }

    /// The next message; nil at the end.
    package func receive() -> [UInt8]? {
        guard let length = receive(exactly: 2) else { return nil }
        return receive(exactly: Int(length[0]) << 8 | Int(length[1]))
    }

    private func receive(exactly count: Int) -> [UInt8]? {
        var octets: [UInt8] = []
        while octets.count < count {
            var buffer = [UInt8](repeating: 0, count: count - octets.count)
            let received = unsafe recv(descriptor, &buffer, buffer.count, 0)
            guard received > 0 else { return nil }
            octets += buffer[..<received]
        }
        return octets
    }
}
