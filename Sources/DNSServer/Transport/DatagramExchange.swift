import CLinux

/// A datagram that was sent, and what comes back for it; nobody waits.
final class DatagramExchange {
    private let socket: Descriptor

    /// The longest answer that is looked at.
    private static let receiveSize = 1_500

    /// Sends it from a port of its own, which is closed when this is let go.
    init(sending octets: [UInt8], to recipient: ListenAddress) throws(SystemError) {
        let address = try clinux_address(recipient)
        socket = try Descriptor.socket(.datagram, address)
        let sent = unsafe octets.withUnsafeBufferPointer { octets in
            unsafe octets.baseAddress.map { unsafe clinux_send_to(socket.number, $0, octets.count, address) } ?? 0
        }
        _ = try SystemError.check(Int32(truncatingIfNeeded: sent))
    }

    /// The next datagram that has come, from whomever; nil where there is none.
    func received() -> [UInt8]? {
        var octets = [UInt8](repeating: 0, count: Self.receiveSize)
        let count = unsafe octets.withUnsafeMutableBufferPointer { octets in
            unsafe octets.baseAddress.map { unsafe clinux_receive(socket.number, $0, octets.count) } ?? 0
        }
        return count > 0 ? Array(octets.prefix(count)) : nil
    }
}
