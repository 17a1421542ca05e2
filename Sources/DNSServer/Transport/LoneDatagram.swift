import CLinux

/// A datagram that no answer is waited for.
enum LoneDatagram {
    /// Sends it from a port that is closed again at once.
    static func send(_ octets: [UInt8], to recipient: ListenAddress) throws(SystemError) {
        let address = try clinux_address(recipient)
        let socket = try Descriptor.socket(.datagram, address)
        let sent = unsafe octets.withUnsafeBufferPointer { octets in
            unsafe octets.baseAddress.map { unsafe clinux_send_to(socket.number, $0, octets.count, address) } ?? 0
        }
        _ = try SystemError.check(Int32(truncatingIfNeeded: sent))
    }
}
