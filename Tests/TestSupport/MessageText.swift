package import CLdns
import Glibc

/// A message as text, read by ldns: an independent reader of what the server writes.
package struct MessageText: Hashable {
    /// The response code's mnemonic, the twelve bits of it.
    package let responseCode: String
    /// `QR`, `AA`, `TC`, `RD`, `RA`, `CD`, as far as they are set.
    package let flags: Set<String>
    /// The question in presentation format.
    package let question: [String]
    /// The sections' records in presentation format, fields divided by one space.
    package let answer: [String]
    package let authority: [String]
    package let additional: [String]
    /// Whether there is an OPT record.
    package let hasOPT: Bool

    /// Reads a whole message; nil when ldns cannot.
    package init?(_ octets: [UInt8]) {
        var parsed: OpaquePacket?
        guard unsafe ldns_wire2pkt(&parsed, octets, octets.count) == LDNS_STATUS_OK, let packet = unsafe parsed else { return nil }
        defer { unsafe ldns_pkt_free(packet) }
        let code = unsafe UInt32(ldns_pkt_get_rcode(packet).rawValue) | UInt32(ldns_pkt_edns_extended_rcode(packet)) << 4
        responseCode = Self.mnemonics[code] ?? "RCODE\(code)"
        flags = unsafe Set(
            [
                ("QR", ldns_pkt_qr(packet)), ("AA", ldns_pkt_aa(packet)), ("TC", ldns_pkt_tc(packet)), ("RD", ldns_pkt_rd(packet)),
                ("RA", ldns_pkt_ra(packet)), ("CD", ldns_pkt_cd(packet)),
            ].filter(\.1).map(\.0))
        question = unsafe Self.lines(ldns_pkt_question(packet))
        answer = unsafe Self.lines(ldns_pkt_answer(packet))
        authority = unsafe Self.lines(ldns_pkt_authority(packet))
        additional = unsafe Self.lines(ldns_pkt_additional(packet))
        hasOPT = unsafe ldns_pkt_edns(packet)
    }

    package typealias OpaquePacket = UnsafeMutablePointer<ldns_pkt>

    private static let mnemonics: [UInt32: String] = [
        0: "NOERROR", 1: "FORMERR", 2: "SERVFAIL", 3: "NXDOMAIN", 4: "NOTIMP", 5: "REFUSED", 9: "NOTAUTH", 16: "BADVERS",
    ]

    private static func lines(_ list: UnsafeMutablePointer<ldns_rr_list>?) -> [String] {
        guard let list = unsafe list else { return [] }
        return unsafe (0..<ldns_rr_list_rr_count(list)).compactMap { unsafe line(ldns_rr_list_rr(list, $0)) }
    }

    private static func line(_ record: UnsafeMutablePointer<ldns_rr>?) -> String? {
        guard let text = unsafe ldns_rr2str(record) else { return nil }
        defer { unsafe free(text) }
        let words = unsafe String(cString: text).split { $0 == "\t" || $0 == " " || $0 == "\n" }
        return words.joined(separator: " ")
    }
}
