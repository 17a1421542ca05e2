import Glibc

/// A socket for whole messages in the file system; every wait is bounded.
package final class PacketSocket: Sendable {
    private let descriptor: Int32

    private init(_ descriptor: Int32) {
        self.descriptor = descriptor
        setReceiveTimeout(of: descriptor, seconds: 10)
    }

    deinit {
        close(descriptor)
    }

    private static func make(_ type: __socket_type = SOCK_SEQPACKET) -> Int32 {
        socket(AF_UNIX, Int32(type.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    }

    /// Connects to who listens at a path.
    package convenience init?(to path: String) {
        self.init(Self.make())
        guard unsafe Self.pass(path, to: connect, descriptor) else { return nil }
    }

    /// Listens at a path.
    package convenience init?(listeningAt path: String) {
        self.init(Self.make())
        guard unsafe Self.pass(path, to: bind, descriptor), listen(descriptor, 4) == 0 else { return nil }
    }

    /// Takes datagrams at a path, as a service manager does.
    package convenience init?(takingNoticesAt path: String) {
        self.init(Self.make(SOCK_DGRAM))
        guard unsafe Self.pass(path, to: bind, descriptor) else { return nil }
    }

    /// The next who connects.
    package func accept() -> PacketSocket? {
        let next = Glibc.accept(descriptor, nil, nil)
        return next >= 0 ? PacketSocket(next) : nil
    }

    package func send(_ text: String) {
        let octets = Array(text.utf8)
        _ = unsafe Glibc.send(descriptor, octets, octets.count, Int32(MSG_NOSIGNAL))
    }

    /// The next message, without the descriptors that came with it; nil at the end.
    package func receive() -> String? {
        var buffer = [UInt8](repeating: 0, count: 2_048)
        let count = unsafe recv(descriptor, &buffer, buffer.count, 0)
        return count > 0 ? String(decoding: buffer[..<count], as: UTF8.self) : nil
    }

    private static func pass(
        _ path: String, to function: (Int32, UnsafePointer<sockaddr>?, socklen_t) -> Int32, _ descriptor: Int32
    ) -> Bool {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: path.utf8.prefix(107)) }
        return unsafe withUnsafePointer(to: address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe function(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size)) == 0
            }
        }
    }
}
