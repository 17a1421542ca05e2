import Glibc

/// The sockets of a scripted server: one for UDP and one for TCP on the same port, and one on another.
final class FakeSockets: Sendable {
    let datagrams: Int32
    let listener: Int32
    /// Sends from a port that nobody asked.
    let stranger: Int32
    let port: UInt16

    /// No sockets could be had.
    struct Unavailable: Error {
        let address: String
        let port: UInt16
    }

    /// Another program may have the port of one kind, or take it in between: then another is tried, where none is given.
    private static let maximumTries = 20

    init(address: String, port: UInt16) throws {
        for _ in 0..<Self.maximumTries {
            let datagrams = Self.open(SOCK_DGRAM, address, port)
            let listener = Self.open(SOCK_STREAM, address, LoopbackPort.port(of: datagrams))
            if datagrams >= 0, listener >= 0, listen(listener, 128) == 0 {
                (self.datagrams, self.listener, self.port) = (datagrams, listener, LoopbackPort.port(of: datagrams))
                stranger = Self.open(SOCK_DGRAM, address, 0)
                return
            }
            [datagrams, listener].forEach { close($0) }
        }
        throw Unavailable(address: address, port: port)
    }

    /// Called once, when nobody uses them any more.
    func closeAll() {
        for descriptor in [datagrams, listener, stranger] { close(descriptor) }
    }

    private static func open(_ type: __socket_type, _ address: String, _ port: UInt16) -> Int32 {
        let descriptor = socket(AF_INET, Int32(type.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        var yes: Int32 = 1
        if type == SOCK_STREAM { unsafe setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size)) }
        if type == SOCK_DGRAM { widenQueue(of: descriptor) }
        if unsafe sockaddr_in(address, port: port).pass(to: bind, descriptor) { return descriptor }
        close(descriptor)
        return -1
    }

    /// Thousands of questions may come at once, and a slow machine, or a sanitizer, takes its time: more than the system permits
    /// everybody, where it lets this user have it.
    private static func widenQueue(of descriptor: Int32) {
        var octets: Int32 = 4 << 20
        let size = socklen_t(MemoryLayout<Int32>.size)
        for option in [SO_RCVBUF, SO_RCVBUFFORCE] { unsafe setsockopt(descriptor, SOL_SOCKET, option, &octets, size) }
    }
}
