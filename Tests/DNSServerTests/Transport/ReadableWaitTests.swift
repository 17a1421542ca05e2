import CLinux
import DNSModel
import DNSServer
import Testing

@Suite(.timeLimit(.minutes(20))) struct ReadableWaitTests {
    @Test("a worker waits until the socket that is meant has a datagram, and no longer once another has one", arguments: [0, 1, 2])
    func endsWithAny(readable: Int) throws {
        let sockets = try (0..<3).map { _ in SocketBox(try TestSocket.bound(to: Self.address, isStream: false, shared: false)) }
        let client = try TestSocket.datagram(.ipv4)
        try client.send([1], to: try sockets[readable].socket.localAddress())
        let numbers = sockets.map { $0.socket.descriptor }
        #expect(unsafe clinux_wait_readable(numbers, 3, 999_999) == (readable == 0))
    }

    @Test("it waits for a bounded number of sockets, and for no time where nothing can come", arguments: [0, 3, CLINUX_MOST_AWAITED + 1])
    func isBounded(count: Int32) throws {
        let socket = try TestSocket.bound(to: Self.address, isStream: false, shared: false)
        if count != 3 { try TestSocket.datagram(.ipv4).send([1], to: try socket.localAddress()) }
        let numbers = [Int32](repeating: socket.descriptor, count: Int(max(count, 1)))
        #expect(unsafe !clinux_wait_readable(numbers, UInt32(count), 1))
    }

    private static let address = ListenAddress(.v4(IPv4Address(0x7F00_0001)), interface: nil, port: 0)
}
