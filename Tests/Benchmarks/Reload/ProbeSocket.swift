import Glibc

/// One client of the server on loopback: a UDP socket with a port of its own.
final class ProbeSocket {
    private let descriptor: Int32
    private var buffer = [UInt8](repeating: 0, count: 4_096)
    private var identifier: UInt16 = 0

    /// How long an answer may take before it is lost.
    static let bound = 2

    init(port: UInt16) throws {
        descriptor = socket(AF_INET, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw ProbeFailure(number: errno) }
        var bound = timeval(tv_sec: Self.bound, tv_usec: 0)
        unsafe setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &bound, socklen_t(MemoryLayout<timeval>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = INADDR_LOOPBACK.bigEndian
        let result = unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard result == 0 else { throw ProbeFailure(number: errno) }
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
