/// The type of a record or a question (RFC 1035 §3.2.2; the IANA registry "Resource Record (RR) TYPEs").
package struct RecordType: RawRepresentable, Hashable, Sendable {
    /// The number on the wire.
    package let rawValue: UInt16

    /// The type of this number; every number is one.
    package init(rawValue: UInt16) {
        self.rawValue = rawValue
    }

    /// An IPv4 address (RFC 1035 §3.4.1).
    package static let a = RecordType(rawValue: 1)
    /// A name server of a zone (RFC 1035 §3.3.11).
    package static let ns = RecordType(rawValue: 2)
    /// The canonical name of an alias (RFC 1035 §3.3.1).
    package static let cname = RecordType(rawValue: 5)
    /// The start of a zone (RFC 1035 §3.3.13).
    package static let soa = RecordType(rawValue: 6)
    /// The name of an address (RFC 1035 §3.3.12).
    package static let ptr = RecordType(rawValue: 12)
    /// Host information: the minimal answer to ANY (RFC 8482 §4.2).
    package static let hinfo = RecordType(rawValue: 13)
    /// Text (RFC 1035 §3.3.14).
    package static let txt = RecordType(rawValue: 16)
    /// An IPv6 address (RFC 3596).
    package static let aaaa = RecordType(rawValue: 28)
    /// Where a service is (RFC 2782).
    package static let srv = RecordType(rawValue: 33)
    /// The EDNS pseudo-record (RFC 6891 §6.1.1).
    package static let opt = RecordType(rawValue: 41)
    /// A delegation's signer (RFC 4034 §5).
    package static let ds = RecordType(rawValue: 43)
    /// A zone's key (RFC 4034 §2).
    package static let dnskey = RecordType(rawValue: 48)
    /// Key exchange (RFC 2930).
    package static let tkey = RecordType(rawValue: 249)
    /// A transaction's signature (RFC 8945).
    package static let tsig = RecordType(rawValue: 250)
    /// Incremental zone transfer (RFC 1995).
    package static let ixfr = RecordType(rawValue: 251)
    /// Zone transfer (RFC 5936).
    package static let axfr = RecordType(rawValue: 252)
    /// Mailboxes: obsolete (RFC 1035 §3.2.3).
    package static let mailb = RecordType(rawValue: 253)
    /// Mail agents: obsolete (RFC 1035 §3.2.3).
    package static let maila = RecordType(rawValue: 254)
    /// Any type that the server likes to give (RFC 8482).
    package static let any = RecordType(rawValue: 255)
}

extension RecordType: CustomStringConvertible {
    private static let mnemonics: [RecordType: String] = [
        .a: "A", .ns: "NS", .cname: "CNAME", .soa: "SOA", .ptr: "PTR", .hinfo: "HINFO", .txt: "TXT", .aaaa: "AAAA", .srv: "SRV",
        .opt: "OPT", .ds: "DS", .dnskey: "DNSKEY", .tkey: "TKEY", .tsig: "TSIG", .ixfr: "IXFR", .axfr: "AXFR", .mailb: "MAILB",
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
