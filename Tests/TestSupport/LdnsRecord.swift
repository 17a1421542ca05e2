import CLdns
package import DNSModel
import Glibc

/// A record that a test writes in presentation format, as ldns reads it.
package struct LdnsRecord: Sendable {
    package let owner: DomainName
    package let type: RecordType
    package let timeToLive: UInt32
    /// RDATA, with no name in it compressed.
    package let data: [UInt8]

    /// A line that ldns cannot read.
    package struct Unreadable: Error {
        package let line: String
    }

    package init(_ line: String) throws {
        var parsed: UnsafeMutablePointer<ldns_rr>?
        guard unsafe ldns_rr_new_frm_str(&parsed, line, 3_600, nil, nil) == LDNS_STATUS_OK, let record = unsafe parsed else {
            throw Unreadable(line: line)
        }
        defer { unsafe ldns_rr_free(record) }
        var wire: UnsafeMutablePointer<UInt8>?
        var count = 0
        guard unsafe ldns_rr2wire(&wire, record, Int32(LDNS_SECTION_ANSWER.rawValue), &count) == LDNS_STATUS_OK, let octets = unsafe wire
        else {
            throw Unreadable(line: line)
        }
        defer { unsafe free(octets) }
        let all = unsafe Array(UnsafeBufferPointer(start: octets, count: count))
        guard let end = all.firstIndex(of: 0), let owner = DomainName(wire: all[...end]) else { throw Unreadable(line: line) }
        self.owner = owner
        type = unsafe RecordType(rawValue: UInt16(truncatingIfNeeded: ldns_rr_get_type(record).rawValue))
        timeToLive = unsafe ldns_rr_ttl(record)
        data = Array(all[(end + 11)...])
    }

}

extension LdnsRecord {
    /// The record on the wire; a wildcard's takes the name that was asked.
    func octets(ownedBy name: DomainName? = nil) -> [UInt8] {
        let ttl = [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: timeToLive >> $0) }
        return (name ?? owner).octets + type.rawValue.octets + [0, 1] + ttl + UInt16(truncatingIfNeeded: data.count).octets + data
    }
}

extension UInt16 {
    /// The number on the wire.
    var octets: [UInt8] {
        [UInt8(truncatingIfNeeded: self >> 8), UInt8(truncatingIfNeeded: self)]
    }
}
