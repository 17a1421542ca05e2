import CLinux

/// A datagram that was sent, and what comes back for it; nobody waits.
final class DatagramExchange {
    private let socket: Descriptor

    /// The longest answer that is looked at.
    private static let receiveSize = 1_500

    /// Sends it from a port of its own, which is closed when this is let go; from this address, if one is given, which has to be
    /// this machine's.
    init(sending octets: [UInt8], to recipient: ListenAddress, from source: ListenAddress? = nil) throws(SystemError) {
        let address = try clinux_address(recipient)
        socket = try Descriptor.socket(.datagram, address)
        if let source { try socket.bind(to: clinux_address(source)) }
        let sent = unsafe octets.withUnsafeBufferPointer { octets in
            unsafe octets.baseAddress.map { unsafe clinux_send_to(socket.number, $0, octets.count, address) } ?? 0
        }
        _ = try SystemError.check(Int32(truncatingIfNeeded: sent))
    }

    /// Waits until a datagram has come, at most this long; whether one has.
    func wait(atMost bound: Duration) -> Bool {
        socket.waitReadable(atMost: bound)
    }

    /// The next datagram that has come, from whomever; nil where there is none.
    func received() -> [UInt8]? {
        socket.receive(atMost: Self.receiveSize)
    }
}
