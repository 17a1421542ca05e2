import Glibc

/// Sockets of loopback that a test binds and passes to servers, as a service manager does: they stay open between them.
package final class ParentSockets: Sendable {
    /// The port of all of them.
    package let port: UInt16
    /// The UDP socket, then the TCP socket, where there are both.
    package let descriptors: [Int32]

    /// Binds one socket of each kind; TCP listens.
    package init(datagrams: Bool = true, streams: Bool = true, isBound: Bool = true) throws {
        var stream = Self.socket(SOCK_STREAM, port: 0, isBound: isBound)
        var datagram = Self.socket(SOCK_DGRAM, port: LoopbackPort.port(of: stream), isBound: isBound)
        // Another program may have the port for UDP.
        while isBound, LoopbackPort.port(of: datagram) != LoopbackPort.port(of: stream) {
            close(stream)
            close(datagram)
            stream = Self.socket(SOCK_STREAM, port: 0, isBound: true)
            datagram = Self.socket(SOCK_DGRAM, port: LoopbackPort.port(of: stream), isBound: true)
        }
        port = LoopbackPort.port(of: stream)
        if isBound { listen(stream, 16) }
        descriptors = (datagrams ? [datagram] : []) + (streams ? [stream] : [])
        if !datagrams { close(datagram) }
        if !streams { close(stream) }
    }

    deinit {
        for descriptor in descriptors { close(descriptor) }
    }

    private static func socket(_ type: __socket_type, port: UInt16, isBound: Bool) -> Int32 {
        let descriptor = Glibc.socket(AF_INET, Int32(type.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        if isBound { _ = unsafe sockaddr_in("127.0.0.1", port: port).pass(to: bind, descriptor) }
        return descriptor
    }

    /// What starts a program that these sockets are passed to.
    package var launcher: [String] {
        ["sh", "-c", "LISTEN_PID=$$ LISTEN_FDS=\(descriptors.count) LISTEN_FDNAMES=a:b exec \"$@\"", "sh"]
    }
}
