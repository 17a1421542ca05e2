/// The type of a record or a question (RFC 1035 §3.2.2; the IANA registry "Resource Record (RR) TYPEs").
package struct RecordType: RawRepresentable, Hashable, Sendable {
    /// The number on the wire.
    package let rawValue: UInt16

    /// The type of this number; every number is one.
    @inlinable package init(rawValue: UInt16) {
        self.rawValue = rawValue
    }

    /// Whether the numbers are the same. A query's type is compared with a dozen others on its way.
    @inlinable package static func == (left: RecordType, right: RecordType) -> Bool {
        left.rawValue == right.rawValue
    }

    /// An IPv4 address (RFC 1035 §3.4.1).
    @inlinable package static var a: RecordType { RecordType(rawValue: 1) }
    /// A name server of a zone (RFC 1035 §3.3.11).
    @inlinable package static var ns: RecordType { RecordType(rawValue: 2) }
    /// The canonical name of an alias (RFC 1035 §3.3.1).
    @inlinable package static var cname: RecordType { RecordType(rawValue: 5) }
    /// The start of a zone (RFC 1035 §3.3.13).
    @inlinable package static var soa: RecordType { RecordType(rawValue: 6) }
    /// The name of an address (RFC 1035 §3.3.12).
    @inlinable package static var ptr: RecordType { RecordType(rawValue: 12) }
    /// Host information: the minimal answer to ANY (RFC 8482 §4.2).
    @inlinable package static var hinfo: RecordType { RecordType(rawValue: 13) }
    /// Text (RFC 1035 §3.3.14).
    @inlinable package static var txt: RecordType { RecordType(rawValue: 16) }
    /// An IPv6 address (RFC 3596).
    @inlinable package static var aaaa: RecordType { RecordType(rawValue: 28) }
    /// Where a service is (RFC 2782).
    @inlinable package static var srv: RecordType { RecordType(rawValue: 33) }
    /// The EDNS pseudo-record (RFC 6891 §6.1.1).
    @inlinable package static var opt: RecordType { RecordType(rawValue: 41) }
    /// A delegation's signer (RFC 4034 §5).
    @inlinable package static var ds: RecordType { RecordType(rawValue: 43) }
    /// A zone's key (RFC 4034 §2).
    @inlinable package static var dnskey: RecordType { RecordType(rawValue: 48) }
    /// What says in a proof that there is no such name: nobody asks for it (RFC 9824 §2).
    @inlinable package static var nxname: RecordType { RecordType(rawValue: 128) }
    /// Key exchange (RFC 2930).
    @inlinable package static var tkey: RecordType { RecordType(rawValue: 249) }
    /// A transaction's signature (RFC 8945).
    @inlinable package static var tsig: RecordType { RecordType(rawValue: 250) }
    /// Incremental zone transfer (RFC 1995).
    @inlinable package static var ixfr: RecordType { RecordType(rawValue: 251) }
    /// Zone transfer (RFC 5936).
    @inlinable package static var axfr: RecordType { RecordType(rawValue: 252) }
    /// Mailboxes: obsolete (RFC 1035 §3.2.3).
    @inlinable package static var mailb: RecordType { RecordType(rawValue: 253) }
    /// Mail agents: obsolete (RFC 1035 §3.2.3).
    @inlinable package static var maila: RecordType { RecordType(rawValue: 254) }
    /// Any type that the server likes to give (RFC 8482).
    @inlinable package static var any: RecordType { RecordType(rawValue: 255) }
}

extension RecordType {
    /// Whether the number is one of those of kinds of questions (RFC 6895 §3.1), and no kind has it.
    package var isUndefinedMeta: Bool {
        (129...248).contains(rawValue)
    }
}

extension RecordType: CustomStringConvertible {
    private static let mnemonics: [RecordType: String] = [
        .a: "A", .ns: "NS", .cname: "CNAME", .soa: "SOA", .ptr: "PTR", .hinfo: "HINFO", .txt: "TXT", .aaaa: "AAAA", .srv: "SRV",
        .opt: "OPT", .ds: "DS", .dnskey: "DNSKEY", .nxname: "NXNAME", .tkey: "TKEY", .tsig: "TSIG", .ixfr: "IXFR", .axfr: "AXFR",
        .mailb: "MAILB",
        .maila: "MAILA", .any: "ANY",
    ]

    /// Types that nothing here depends on: people ask for them all the same, and meet them in logs.
    private static let othersByNumber: [UInt16: String] = [
        15: "MX", 29: "LOC", 35: "NAPTR", 39: "DNAME", 44: "SSHFP", 46: "RRSIG", 47: "NSEC", 52: "TLSA", 64: "SVCB", 65: "HTTPS",
        257: "CAA",
    ]

    /// The mnemonic, or `TYPE731` for a type that has none here (RFC 3597 §5).
    package var description: String {
        Self.mnemonics[self] ?? Self.othersByNumber[rawValue] ?? "TYPE\(rawValue)"
    }
}
