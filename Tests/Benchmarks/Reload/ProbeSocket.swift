import Glibc

/// One client of the server on loopback: a UDP socket with a port of its own.
final class ProbeSocket {
    private let descriptor: Int32
    private var buffer = [UInt8](repeating: 0, count: 4_096)
    private var identifier: UInt16 = 0

    /// How long an answer may take before it is lost.
    static let bound = 2

    /// A socket of an address of this machine, in host order; of the one that the route has where none is given.
    init(port: UInt16, from source: UInt32 = INADDR_ANY) throws {
        descriptor = socket(AF_INET, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw ProbeFailure(number: errno) }
        var bound = timeval(tv_sec: Self.bound, tv_usec: 0)
        unsafe setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &bound, socklen_t(MemoryLayout<timeval>.size))
        let isOpen = unsafe Self.pass(source, 0, to: bind, descriptor) && Self.pass(INADDR_LOOPBACK, port, to: connect, descriptor)
        guard isOpen else { throw ProbeFailure(number: errno) }
    }

    /// Calls `bind` or `connect` with an address; whether that went well.
    private static func pass(
        _ host: UInt32, _ port: UInt16, to function: (Int32, UnsafePointer<sockaddr>?, socklen_t) -> Int32, _ descriptor: Int32
    ) -> Bool {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = host.bigEndian
        return unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe function(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
    }

    deinit {
        close(descriptor)
    }

    /// The answer to this query under a new ID; nil when it is lost. What comes late to an earlier one is not it.
    func exchange(_ query: [UInt8]) -> [UInt8]? {
        identifier &+= 1
        var query = query
        (query[0], query[1]) = (UInt8(identifier >> 8), UInt8(truncatingIfNeeded: identifier))
        guard unsafe send(descriptor, query, query.count, 0) == query.count else { return nil }
        while true {
            let count = unsafe recv(descriptor, &buffer, buffer.count, 0)
            guard count >= 12 else { return nil }
            if buffer[0] == query[0], buffer[1] == query[1] { return Array(buffer[..<count]) }
        }
    }
}

/// What the system said.
struct ProbeFailure: Error {
    let number: Int32
}
