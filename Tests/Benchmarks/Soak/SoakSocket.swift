import Glibc
import TestSupport

/// A UDP or TCP client of a server on loopback, with an address of its own; every wait is bounded.
final class SoakSocket {
    enum Kind {
        case datagrams
        case stream
    }

    private let descriptor: Int32
    private var buffer = [UInt8](repeating: 0, count: 65_535)
    private var identifier: UInt16 = 0

    /// How long an answer may take before it counts as lost: longer than a server waits for its upstream.
    static let patience = 8

    /// A client of the server on this port; `source` is an address of loopback.
    init(_ kind: Kind, port: UInt16, source: String) throws {
        let type = kind == .datagrams ? SOCK_DGRAM : SOCK_STREAM
        descriptor = socket(AF_INET, Int32(type.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw ProbeFailure(number: errno) }
        setReceiveTimeout(of: descriptor, seconds: Self.patience)
        guard unsafe Self.pass(source, 0, to: { unsafe bind(descriptor, $0, $1) }),
            unsafe Self.pass("127.0.0.1", port, to: { unsafe connect(descriptor, $0, $1) })
        else { throw ProbeFailure(number: errno) }
    }

    deinit {
        close(descriptor)
    }

    private func set<Value>(_ option: Int32, _ value: Value) {
        _ = unsafe withUnsafePointer(to: value) {
            unsafe setsockopt(descriptor, SOL_SOCKET, option, $0, socklen_t(MemoryLayout<Value>.size))
        }
    }

    private static func pass(_ address: String, _ port: UInt16, to call: (UnsafePointer<sockaddr>, socklen_t) -> Int32) -> Bool {
        var whole = sockaddr_in()
        (whole.sin_family, whole.sin_port) = (sa_family_t(AF_INET), port.bigEndian)
        unsafe inet_pton(AF_INET, address, &whole.sin_addr)
        return unsafe withUnsafePointer(to: &whole) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe call($0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
    }
}

extension SoakSocket {
    /// Sends these octets, a datagram or the next of a stream; whether all went. `now` does not wait for room.
    @discardableResult
    func send(_ octets: [UInt8], now: Bool = false) -> Bool {
        unsafe Glibc.send(descriptor, octets, octets.count, Int32(MSG_NOSIGNAL) | (now ? Int32(MSG_DONTWAIT) : 0)) == octets.count
    }

    /// Throws away what has come.
    func drain() {
        while unsafe recv(descriptor, &buffer, buffer.count, Int32(MSG_DONTWAIT)) > 0 {}
    }

    /// Says that nothing more is sent; what was asked is still to be answered.
    func halfClose() {
        shutdown(descriptor, Int32(SHUT_WR))
    }

    /// Lets the connection end by RST.
    func resetAtEnd() {
        set(SO_LINGER, linger(l_onoff: 1, l_linger: 0))
    }

    /// Sends queries under new IDs, all before the first answer is waited for; an answer that does not come is nil. What comes late to
    /// an earlier one is none.
    func exchange(_ queries: [[UInt8]], _ kind: Kind) -> [[UInt8]?] {
        var places: [UInt16: Int] = [:]
        for (place, query) in queries.enumerated() {
            identifier &+= 1
            places[identifier] = place
            let message = [UInt8(identifier >> 8), UInt8(truncatingIfNeeded: identifier)] + query.dropFirst(2)
            send(kind == .datagrams ? message : Self.framed(message))
        }
        var answers = [[UInt8]?](repeating: nil, count: queries.count)
        while !places.isEmpty, let answer = receive(kind), answer.count >= 12 {
            if let place = places.removeValue(forKey: UInt16(answer[0]) << 8 | UInt16(answer[1])) { answers[place] = answer }
        }
        return answers
    }

    /// A message behind its length (RFC 1035 §4.2.2).
    static func framed(_ message: [UInt8]) -> [UInt8] {
        [UInt8(truncatingIfNeeded: message.count >> 8), UInt8(truncatingIfNeeded: message.count)] + message
    }

    /// The next message; nil at the end, and when the patience is over.
    func receive(_ kind: Kind) -> [UInt8]? {
        switch kind {
        case .datagrams:
            let count = unsafe recv(descriptor, &buffer, buffer.count, 0)
            return count > 0 ? Array(buffer[..<count]) : nil
        case .stream:
            guard let length = receive(exactly: 2) else { return nil }
            return receive(exactly: Int(length[0]) << 8 | Int(length[1]))
        }
    }

    private func receive(exactly count: Int) -> [UInt8]? {
        var octets: [UInt8] = []
        while octets.count < count {
            let received = unsafe recv(descriptor, &buffer, min(count - octets.count, buffer.count), 0)
            guard received > 0 else { return nil }
            octets += buffer[..<received]
        }
        return octets
    }
}
