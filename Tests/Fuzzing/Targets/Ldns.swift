import CLdns

/// A second reader of messages.
enum Ldns {
    /// Whether ldns can read it.
    static func reads(_ message: [UInt8]) -> Bool {
        var packet: UnsafeMutablePointer<ldns_pkt>?
        guard unsafe ldns_wire2pkt(&packet, message, message.count) == LDNS_STATUS_OK else { return false }
        unsafe ldns_pkt_free(packet)
        return true
    }
}
