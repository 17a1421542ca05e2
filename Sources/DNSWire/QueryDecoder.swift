package import DNSModel

/// Octets to a query: first the gate, which knows what a query may look like, then ldns, which reads it.
package enum QueryDecoder {
    /// The query that these octets are; octets behind the message are ignored.
    package static func decode(_ packet: Span<UInt8>) throws(DecodeError) -> Query {
        let checked = try QueryGate.check(packet)
        guard let query = read(checked, of: packet)?.query(zoneSerial: checked.zoneSerial, extensions: checked.extensions) else {
            throw .rejection(checked.header.rejection(.formatError, question: checked.question.octets(of: packet)))
        }
        return query
    }

    private static func read(_ checked: CheckedQuery, of packet: Span<UInt8>) -> LdnsPacket? {
        guard checked.authority.isEmpty else { return LdnsPacket(withoutAuthority(checked, of: packet).span) }
        return LdnsPacket(packet.extracting(first: checked.end))
    }

    /// The message without the client's SOA, which the gate has read; its count is the header's octets 8 and 9.
    private static func withoutAuthority(_ checked: CheckedQuery, of packet: Span<UInt8>) -> [UInt8] {
        (0..<checked.end).filter { !checked.authority.contains($0) }.map { (8...9).contains($0) ? 0 : packet[$0] }
    }
}
