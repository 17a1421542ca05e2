import CLinux

/// The buffers of the UDP sockets that are served, whoever bound them.
enum DatagramBuffers {
    /// Room for what arrives while a worker answers; the kernel gives less where net.core.rmem_max is lower.
    private static let receive: Int32 = 1 << 20
    /// Room for answers that wait in the kernel; less where net.core.wmem_max is lower. Answers to addresses of the link that nobody
    /// has wait for seconds, and others would find no room.
    private static let send: Int32 = 8 << 20

    /// Makes those of a socket as large, unless they are larger: a smaller one loses more of a burst, and serves.
    static func widen(_ socket: Int32) {
        _ = clinux_widen_buffer(socket, clinux_option_receive_buffer, receive)
        _ = clinux_widen_buffer(socket, clinux_option_send_buffer, send)
    }
}
