import Glibc

/// Whoever asks a scripted server.
enum FakeClient: Equatable, Sendable {
    /// The octets of its socket's address, in the order of the wire.
    case datagram(address: UInt32, port: UInt16)
    case connection(Int32)

    var carrier: DNSClient.Carrier {
        switch self {
        case .datagram: .udp
        case .connection: .tcp
        }
    }

    /// Receives a datagram; nil when there is none.
    static func receive(from descriptor: Int32) -> (client: FakeClient, octets: [UInt8])? {
        var address = sockaddr_in()
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        var buffer = [UInt8](repeating: 0, count: 4_096)
        let count = unsafe withUnsafeMutablePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe recvfrom(descriptor, &buffer, buffer.count, 0, $0, &length)
            }
        }
        return count >= 0 ? (.datagram(address: address.sin_addr.s_addr, port: address.sin_port), Array(buffer[..<count])) : nil
    }

    /// Sends it an answer, from this socket if it has no connection. It may have gone: nobody minds.
    func send(_ answer: [UInt8], from descriptor: Int32) {
        switch self {
        case .datagram(let address, let port):
            var client = sockaddr_in()
            (client.sin_family, client.sin_addr.s_addr, client.sin_port) = (sa_family_t(AF_INET), address, port)
            _ = unsafe client.pass(to: { unsafe sendto($0, answer, answer.count, Int32(MSG_NOSIGNAL), $1, $2) < 0 ? -1 : 0 }, descriptor)
        case .connection(let descriptor):
            let octets = answer.behindLength
            _ = unsafe Glibc.send(descriptor, octets, octets.count, Int32(MSG_NOSIGNAL))
        }
    }
}
