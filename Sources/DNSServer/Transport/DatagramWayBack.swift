import CLinux

/// Where the reply to a datagram goes, and from which address: kept while it is waited for.
struct DatagramWayBack {
    private let way: clinux_way_back

    init(_ way: clinux_way_back) {
        self.way = way
    }

    /// Sends a reply at once or not at all; nil when it is longer than a datagram of ours may be.
    func send(_ reply: [UInt8], from socket: Int32) -> clinux_sent? {
        guard reply.count <= Int(CLINUX_SEND_SIZE) else { return nil }
        return unsafe reply.withUnsafeBufferPointer { octets in
            guard let start = octets.baseAddress else { return nil }
            return unsafe withUnsafePointer(to: way) { way in unsafe clinux_send_reply(socket, way, start, octets.count) }
        }
    }
}
