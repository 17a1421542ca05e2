import CLdns
import DNSModel

/// A packet that ldns has read; nothing that it says is taken for granted.
@safe
struct LdnsPacket: ~Copyable {
    private let packet: UnsafeMutablePointer<ldns_pkt>

    /// What ldns reads from these octets; nil when it refuses them. ldns copies what it keeps.
    init?(_ octets: Span<UInt8>) {
        var packet: UnsafeMutablePointer<ldns_pkt>?
        let status = unsafe octets.withUnsafeBufferPointer { unsafe ldns_wire2pkt(&packet, $0.baseAddress, $0.count) }
        guard status == LDNS_STATUS_OK, let packet = unsafe packet else { return nil }
        unsafe self.packet = packet
    }

    deinit {
        unsafe ldns_pkt_free(packet)
    }

    /// The query that the packet is, of a client of IXFR that has this version, with the OPT record that the gate
    /// read; nil when it has no question that can be read.
    func query(zoneSerial: UInt32?, extensions: ExtensionMechanisms?) -> Query? {
        guard let question else { return nil }
        return unsafe Query(
            identifier: ldns_pkt_id(packet), recursionDesired: ldns_pkt_rd(packet), checkingDisabled: ldns_pkt_cd(packet),
            understandsAuthentic: ldns_pkt_ad(packet), question: question, extensions: extensions, zoneSerial: zoneSerial)
    }

    private var question: Question? {
        guard let records = unsafe ldns_pkt_question(packet), let record = unsafe ldns_rr_list_rr(records, 0),
            let owner = unsafe ldns_rr_owner(record), let octets = unsafe ldns_rdf_data(owner),
            let name = unsafe DomainName(wire: Array(UnsafeBufferPointer(start: octets, count: ldns_rdf_size(owner))))
        else { return nil }
        return unsafe Question(
            name: name, type: RecordType(rawValue: UInt16(truncatingIfNeeded: ldns_rr_get_type(record).rawValue)),
            recordClass: RecordClass(rawValue: UInt16(truncatingIfNeeded: ldns_rr_get_class(record).rawValue)))
    }
}
