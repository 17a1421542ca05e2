import Glibc

/// Asks a server on loopback over a plain socket; every wait is bounded.
package struct DNSClient: Sendable {
    package let port: UInt16
    package var server = "127.0.0.1"

    package init(port: UInt16) {
        self.port = port
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
            let length = [UInt8(truncatingIfNeeded: message.count >> 8), UInt8(truncatingIfNeeded: message.count)]
            return withSocket(SOCK_STREAM, from: source) { socket in
                guard send(socket, length + message), let size = receive(socket, exactly: 2) else { return nil }
                return receive(socket, exactly: Int(size[0]) << 8 | Int(size[1]))
            }
        }
    }

    private func withSocket(_ type: __socket_type, from source: String?, _ body: (Int32) -> [UInt8]?) -> [UInt8]? {
        let descriptor = socket(AF_INET, Int32(type.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var bound = timeval(tv_sec: 5, tv_usec: 0)
        unsafe setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &bound, socklen_t(MemoryLayout<timeval>.size))
        if let source, unsafe !call(bind, descriptor, address(source, 0)) { return nil }
        guard unsafe call(connect, descriptor, address(server, port)) else { return nil }
        return body(descriptor)
    }

    private func address(_ text: String, _ port: UInt16) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        unsafe inet_pton(AF_INET, text, &address.sin_addr)
        return address
    }

    private func call(
        _ function: (Int32, UnsafePointer<sockaddr>?, socklen_t) -> Int32, _ descriptor: Int32, _ address: sockaddr_in
    ) -> Bool {
        unsafe withUnsafePointer(to: address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe function(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
    }

    private func send(_ descriptor: Int32, _ octets: [UInt8]) -> Bool {
        unsafe Glibc.send(descriptor, octets, octets.count, Int32(MSG_NOSIGNAL)) == octets.count
    }

    private func receive(_ descriptor: Int32) -> [UInt8]? {
        var buffer = [UInt8](repeating: 0, count: 65_535)
        let count = unsafe recv(descriptor, &buffer, buffer.count, 0)
        return count >= 0 ? Array(buffer[..<count]) : nil
    }

    private func receive(_ descriptor: Int32, exactly count: Int) -> [UInt8]? {
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
