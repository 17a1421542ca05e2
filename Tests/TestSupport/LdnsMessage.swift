import CLdns
import DNSModel
import Glibc

/// A message as ldns reads and prints it: a reader that shares nothing with the writer under test.
package struct LdnsMessage: Hashable {
    /// Flags in the order of the header, then the response code of all twelve bits.
    package let header: String
    package let question: [String]
    package let answer: [String]
    package let authority: [String]
    package let additional: [String]
    /// Version, payload size and DO; nil without OPT.
    package let extensions: String?
    /// The code of each Extended DNS Error and its text (RFC 8914).
    package let extendedErrors: [String]

    /// Nil when ldns cannot read the message.
    package init?(_ octets: [UInt8]) {
        var parsed: UnsafeMutablePointer<ldns_pkt>?
        guard unsafe ldns_wire2pkt(&parsed, octets, octets.count) == LDNS_STATUS_OK, let packet = unsafe parsed else { return nil }
        defer { unsafe ldns_pkt_free(packet) }
        header = unsafe Self.header(of: packet)
        question = unsafe Self.text(of: ldns_pkt_question(packet))
        answer = unsafe Self.text(of: ldns_pkt_answer(packet))
        authority = unsafe Self.text(of: ldns_pkt_authority(packet))
        additional = unsafe Self.text(of: ldns_pkt_additional(packet))
        extensions = unsafe Self.extensions(of: packet)
        extendedErrors = unsafe Self.extendedErrors(of: packet)
    }

    private static func header(of packet: UnsafeMutablePointer<ldns_pkt>) -> String {
        let flags = unsafe [
            ("qr", ldns_pkt_qr(packet)), ("aa", ldns_pkt_aa(packet)), ("tc", ldns_pkt_tc(packet)), ("rd", ldns_pkt_rd(packet)),
            ("ra", ldns_pkt_ra(packet)), ("cd", ldns_pkt_cd(packet)), ("ad", ldns_pkt_ad(packet)),
        ]
        let code = unsafe UInt16(ldns_pkt_edns_extended_rcode(packet)) << 4 | UInt16(ldns_pkt_get_rcode(packet).rawValue)
        let opcode = unsafe ldns_pkt_get_opcode(packet).rawValue
        let numbers = (opcode == 0 ? [] : ["opcode \(opcode)"]) + ["\(code)"]
        return unsafe ([String(ldns_pkt_id(packet), radix: 16)] + flags.filter(\.1).map(\.0) + numbers).joined(separator: " ")
    }

    private static func extensions(of packet: UnsafeMutablePointer<ldns_pkt>) -> String? {
        guard unsafe ldns_pkt_edns(packet) else { return nil }
        return unsafe "\(ldns_pkt_edns_version(packet)) \(ldns_pkt_edns_udp_size(packet))" + (ldns_pkt_edns_do(packet) ? " do" : "")
    }

    private static func extendedErrors(of packet: UnsafeMutablePointer<ldns_pkt>) -> [String] {
        guard let options = unsafe ldns_pkt_edns_get_option_list(packet) else { return [] }
        return (0..<(unsafe ldns_edns_option_list_get_count(options))).compactMap { index in
            guard let option = unsafe ldns_edns_option_list_get_option(options, index),
                unsafe ldns_edns_get_code(option) == LDNS_EDNS_EDE, let data = unsafe ldns_edns_get_data(option)
            else { return nil }
            let octets = unsafe Array(UnsafeBufferPointer(start: data, count: ldns_edns_get_size(option)))
            let code = octets.prefix(2).reduce(0) { $0 << 8 | Int($1) }
            return "\(code) \(String(decoding: octets.dropFirst(2), as: UTF8.self))"
        }
    }

    private static func text(of records: UnsafeMutablePointer<ldns_rr_list>?) -> [String] {
        guard let records = unsafe records else { return [] }
        return (0..<(unsafe ldns_rr_list_rr_count(records))).compactMap { index in
            guard let record = unsafe ldns_rr_list_rr(records, index), let text = unsafe ldns_rr2str(record) else { return nil }
            defer { unsafe free(text) }
            return unsafe String(cString: text).split(whereSeparator: \.isWhitespace).joined(separator: " ")
        }
    }
}

extension LdnsMessage {
    /// The flags that are set: `qr`, `aa`, `tc`, `rd`, `ra`, `cd`, `ad`.
    package var flags: Set<String> {
        Set(header.split(separator: " ").dropFirst().dropLast().map(String.init))
    }

    /// The mnemonic of the response code, of all twelve bits.
    package var responseCode: String {
        let code = header.split(separator: " ").last.flatMap { UInt16($0) } ?? .max
        return ResponseCode(rawValue: code).description
    }
}
