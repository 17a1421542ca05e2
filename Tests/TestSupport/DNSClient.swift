import Glibc

/// Asks a server on loopback over a plain socket; every wait is bounded.
package struct DNSClient: Sendable {
    package let port: UInt16
    package let server: String
    /// Seconds that an answer may take.
    package let bound: Int

    package init(port: UInt16, server: String = "127.0.0.1", bound: Int = 5) {
        self.port = port
        self.server = server
        self.bound = bound
    }

    package enum Carrier: String, CaseIterable, Sendable {
        case udp
        case tcp
    }

    /// The answer to a message; nil when none came within the bound.
    package func exchange(_ message: [UInt8], over carrier: Carrier, from source: String? = nil) -> [UInt8]? {
        switch carrier {
        case .udp: return withSocket(SOCK_DGRAM, from: source) { send($0, message) ? receive($0) : nil }
        case .tcp:
            return withSocket(SOCK_STREAM, from: source) { send($0, message.behindLength) ? receiveMessage(from: $0) : nil }
        }
    }

    private func withSocket(_ type: __socket_type, from source: String?, _ body: (Int32) -> [UInt8]?) -> [UInt8]? {
        let descriptor = socket(AF_INET, Int32(type.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        setReceiveTimeout(of: descriptor, seconds: bound)
        if let source, unsafe !sockaddr_in(source, port: 0).pass(to: bind, descriptor) { return nil }
        guard unsafe sockaddr_in(server, port: port).pass(to: connect, descriptor) else { return nil }
        return body(descriptor)
    }

    private func send(_ descriptor: Int32, _ octets: [UInt8]) -> Bool {
        unsafe Glibc.send(descriptor, octets, octets.count, Int32(MSG_NOSIGNAL)) == octets.count
    }

    private func receive(_ descriptor: Int32) -> [UInt8]? {
        var buffer = [UInt8](repeating: 0, count: 65_535)
        let count = unsafe recv(descriptor, &buffer, buffer.count, 0)
        return count >= 0 ? Array(buffer[..<count]) : nil
    }
}
