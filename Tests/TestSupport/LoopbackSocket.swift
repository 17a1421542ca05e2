import Glibc

extension sockaddr_in {
    /// An IPv4 address as the system calls want it.
    init(_ address: String, port: UInt16) {
        self.init()
        sin_family = sa_family_t(AF_INET)
        sin_port = port.bigEndian
        unsafe inet_pton(AF_INET, address, &sin_addr)
    }

    /// Calls `bind` or `connect` with it; whether that went well.
    func pass(to function: (Int32, UnsafePointer<sockaddr>?, socklen_t) -> Int32, _ descriptor: Int32) -> Bool {
        unsafe withUnsafePointer(to: self) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe function(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
    }
}

/// So many octets of a connection; nil when it ends before.
func receive(exactly count: Int, from descriptor: Int32) -> [UInt8]? {
    var octets: [UInt8] = []
    while octets.count < count {
        var buffer = [UInt8](repeating: 0, count: count - octets.count)
        let received = unsafe recv(descriptor, &buffer, buffer.count, 0)
        guard received > 0 else { return nil }
        octets += buffer[..<received]
    }
    return octets
}

/// A message of a connection, behind its length; nil when it ends before.
func receiveMessage(from descriptor: Int32) -> [UInt8]? {
    guard let length = receive(exactly: 2, from: descriptor) else { return nil }
    return receive(exactly: Int(length[0]) << 8 | Int(length[1]), from: descriptor)
}

extension [UInt8] {
    /// A message behind its length (RFC 1035 §4.2.2).
    var behindLength: [UInt8] {
        [UInt8(truncatingIfNeeded: count >> 8), UInt8(truncatingIfNeeded: count)] + self
    }
}
