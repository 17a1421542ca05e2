import DNSModel
import DNSServer
import Glibc

/// A client's blocking socket; every wait ends after the time given.
struct TestSocket: ~Copyable {
    private let number: Int32

    /// What a call of the client's failed with.
    struct Failure: Error, Equatable {
        let number: Int32
    }

    /// A datagram and where it came from.
    struct Datagram: Equatable {
        let octets: [UInt8]
        let source: IPAddress
    }

    private init(_ family: AddressFamily, _ type: __socket_type, wait: Duration) throws {
        number = socket(family == .ipv4 ? AF_INET : AF_INET6, Int32(type.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard number >= 0 else { throw Failure(number: errno) }
        try setTime(SO_RCVTIMEO, wait)
        try setTime(SO_SNDTIMEO, wait)
    }

    deinit {
        close(number)
    }

    /// A UDP socket that takes datagrams from anywhere.
    static func datagram(_ family: AddressFamily, wait: Duration = .seconds(30)) throws -> TestSocket {
        try TestSocket(family, SOCK_DGRAM, wait: wait)
    }

    /// A TCP connection.
    static func connected(
        to address: ListenAddress, from source: String? = nil, wait: Duration = .seconds(30), receiveBuffer: Int32? = nil
    ) throws -> TestSocket {
        let socket = try stream(address.address.family, wait: wait)
        if let source = source.flatMap(IPAddress.init) {
            try check(unsafe withSocketAddress(ListenAddress(source, interface: nil, port: 0)) { unsafe bind(socket.number, $0, $1) })
        }
        if let receiveBuffer { try socket.set(SOL_SOCKET, SO_RCVBUF, receiveBuffer) }
        try socket.connect(to: address)
        return socket
    }

    /// A TCP socket that is not connected yet.
    static func stream(_ family: AddressFamily, wait: Duration = .seconds(30)) throws -> TestSocket {
        let socket = try TestSocket(family, SOCK_STREAM, wait: wait)
        try socket.set(Int32(IPPROTO_TCP), TCP_NODELAY, 1)
        return socket
    }

    func connect(to address: ListenAddress) throws {
        try Self.check(unsafe withSocketAddress(address) { unsafe Glibc.connect(number, $0, $1) })
    }

    /// A socket that has an address to itself, or shares it.
    static func bound(to address: ListenAddress, isStream: Bool, shared: Bool) throws -> TestSocket {
        let socket = try TestSocket(address.address.family, isStream ? SOCK_STREAM : SOCK_DGRAM, wait: .seconds(30))
        if shared { try socket.set(SOL_SOCKET, SO_REUSEPORT, 1) }
        try check(unsafe withSocketAddress(address) { unsafe bind(socket.number, $0, $1) })
        if isStream { try check(listen(socket.number, 1)) }
        return socket
    }

    /// The descriptor, for system calls.
    var descriptor: Int32 {
        number
    }

    /// Where an IPv4 socket is bound.
    func localAddress() throws -> ListenAddress {
        var kernel = sockaddr_in()
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let result = unsafe withUnsafeMutablePointer(to: &kernel) { kernel in
            unsafe kernel.withMemoryRebound(to: sockaddr.self, capacity: 1) { unsafe getsockname(number, $0, &length) }
        }
        try Self.check(result)
        return ListenAddress(
            .v4(IPv4Address(UInt32(bigEndian: kernel.sin_addr.s_addr))), interface: nil, port: UInt16(bigEndian: kernel.sin_port))
    }

    /// The segments with octets that a TCP connection has received (tcpi_data_segs_in of linux/tcp.h, which Glibc's module lacks).
    func segmentsReceived() throws -> UInt32 {
        var information = [UInt8](repeating: 0, count: 256)
        var length = socklen_t(information.count)
        try Self.check(unsafe getsockopt(number, Int32(IPPROTO_TCP), TCP_INFO, &information, &length))
        return unsafe information.withUnsafeBytes { unsafe $0.loadUnaligned(fromByteOffset: 152, as: UInt32.self) }
    }

    func send(_ octets: [UInt8], to address: ListenAddress) throws {
        try Self.check(
            unsafe withSocketAddress(address) { unsafe sendto(number, octets, octets.count, 0, $0, $1) } == octets.count ? 0 : -1)
    }

    func receiveDatagram() throws -> Datagram {
        var octets = [UInt8](repeating: 0, count: 65_536)
        var source = sockaddr_storage()
        var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
        let count = unsafe withUnsafeMutablePointer(to: &source) { source in
            unsafe source.withMemoryRebound(to: sockaddr.self, capacity: 1) { unsafe recvfrom(number, &octets, 65_536, 0, $0, &length) }
        }
        guard count >= 0 else { throw Failure(number: errno) }
        return Datagram(octets: Array(octets[..<count]), source: address(of: source))
    }

    /// Sends all of it, however long it takes the server to read within the time.
    func send(_ octets: [UInt8]) throws {
        var sent = 0
        while sent < octets.count {
            let count = unsafe octets[sent...].withUnsafeBytes {
                unsafe Glibc.send(number, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { throw Failure(number: errno) }
            sent += count
        }
    }

    /// Says that nothing more is sent.
    func finish() throws {
        try Self.check(shutdown(number, Int32(SHUT_WR)))
    }

    /// Makes the end of the connection a reset.
    func resetAtEnd() throws {
        var value = linger(l_onoff: 1, l_linger: 0)
        try Self.check(unsafe setsockopt(number, SOL_SOCKET, SO_LINGER, &value, socklen_t(MemoryLayout<linger>.size)))
    }

    /// What there is, at most so many octets; empty at the end.
    func receiveSome(_ most: Int = 65_536) throws -> [UInt8] {
        var octets = [UInt8](repeating: 0, count: most)
        let count = unsafe recv(number, &octets, most, 0)
        guard count >= 0 else { throw Failure(number: errno) }
        return Array(octets[..<count])
    }

    /// So many octets, or fewer where the end comes first.
    func receive(_ count: Int) throws -> [UInt8] {
        var octets: [UInt8] = []
        while octets.count < count {
            let some = try receiveSome(count - octets.count)
            guard !some.isEmpty else { break }
            octets += some
        }
        return octets
    }

    /// A message with its length.
    func receiveMessage() throws -> [UInt8] {
        let prefix = try receive(2)
        guard prefix.count == 2 else { return [] }
        return try receive(Int(prefix[0]) << 8 | Int(prefix[1]))
    }

    /// Everything until the server closes; a reset is an end, too.
    func receiveToEnd() throws -> [UInt8] {
        var octets: [UInt8] = []
        while true {
            do {
                let some = try receiveSome()
                guard !some.isEmpty else { return octets }
                octets += some
            } catch let failure as Failure where failure.number == ECONNRESET {
                return octets
            }
        }
    }

    private func set(_ level: Int32, _ name: Int32, _ value: Int32) throws {
        var value = value
        try Self.check(unsafe setsockopt(number, level, name, &value, socklen_t(MemoryLayout<Int32>.size)))
    }

    private func setTime(_ name: Int32, _ wait: Duration) throws {
        let parts = wait.components
        var time = timeval(tv_sec: Int(parts.seconds), tv_usec: Int(parts.attoseconds / 1_000_000_000_000))
        try Self.check(unsafe setsockopt(number, SOL_SOCKET, name, &time, socklen_t(MemoryLayout<timeval>.size)))
    }

    private static func check(_ result: Int32) throws {
        guard result >= 0 else { throw Failure(number: errno) }
    }
}

/// Keeps a socket, which cannot be copied, in an array.
final class SocketBox {
    let socket: TestSocket

    init(_ socket: consuming TestSocket) {
        self.socket = socket
    }
}

@unsafe private func withSocketAddress<Result>(_ listen: ListenAddress, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Result) -> Result {
    switch listen.address {
    case .v4(let address):
        var kernel = sockaddr_in()
        kernel.sin_family = sa_family_t(AF_INET)
        kernel.sin_port = listen.port.bigEndian
        kernel.sin_addr.s_addr = address.value.bigEndian
        return unsafe withRebound(&kernel, body)
    case .v6(let address):
        var kernel = sockaddr_in6()
        kernel.sin6_family = sa_family_t(AF_INET6)
        kernel.sin6_port = listen.port.bigEndian
        unsafe withUnsafeMutableBytes(of: &kernel.sin6_addr) { unsafe $0.copyBytes(from: address.octets) }
        return unsafe withRebound(&kernel, body)
    }
}

@unsafe private func withRebound<Kernel, Result>(_ kernel: inout Kernel, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Result) -> Result {
    unsafe withUnsafePointer(to: &kernel) { kernel in
        unsafe kernel.withMemoryRebound(to: sockaddr.self, capacity: 1) { unsafe body($0, socklen_t(MemoryLayout<Kernel>.size)) }
    }
}

private func address(of storage: sockaddr_storage) -> IPAddress {
    unsafe withUnsafeBytes(of: storage) { octets in
        if Int32(storage.ss_family) == AF_INET {
            return .v4(IPv4Address(unsafe octets.loadUnaligned(fromByteOffset: 4, as: UInt32.self).bigEndian))
        }
        let high = unsafe octets.loadUnaligned(fromByteOffset: 8, as: UInt64.self).bigEndian
        let low = unsafe octets.loadUnaligned(fromByteOffset: 16, as: UInt64.self).bigEndian
        return .v6(IPv6Address(high: high, low: low))
    }
}
