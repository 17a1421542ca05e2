/// A line of RFC 8906 section 8: what dig is told, and what has to come back for the apex of a zone.
package struct ProtocolRow: Sendable, CustomStringConvertible {
    /// The section of the RFC, or what else asks for it.
    package let title: String
    package let arguments: String
    /// As `AnswerOutline` says it.
    package let expected: String

    private init(_ title: String, _ arguments: String, _ expected: String) {
        self.title = title
        self.arguments = arguments
        self.expected = expected
    }

    package var description: String { "\(title): \(arguments)" }

    /// The very commands of the RFC, without server and zone.
    package static let rfc8906 = [
        ProtocolRow("8.1.1 zone", "+noedns +noad +norec soa", "NOERROR qr aa | SOA"),
        ProtocolRow("8.1.2 unknown type", "+noedns +noad +norec type1000", "NOERROR qr aa"),
        ProtocolRow("8.1.3.1 CD", "+noedns +noad +norec +cd soa", "NOERROR qr aa cd | SOA"),
        ProtocolRow("8.1.3.2 AD", "+noedns +norec +ad soa", "NOERROR qr aa | SOA"),
        ProtocolRow("8.1.3.3 reserved bit", "+noedns +noad +norec +zflag soa", "NOERROR qr aa | SOA"),
        ProtocolRow("8.1.3.4 recursion", "+noedns +noad +rec soa", "NOERROR qr aa rd | SOA"),
        ProtocolRow("8.1.4 unknown opcode", "+noedns +noad +opcode=15 +norec +header-only", "NOTIMP opcode 15 qr"),
        ProtocolRow("8.1.5 TCP", "+noedns +noad +norec +tcp soa", "NOERROR qr aa | SOA"),
        ProtocolRow("8.2.1 EDNS", "+edns=0 +nocookie +noad +norec soa", "NOERROR qr aa | SOA | EDNS 0"),
        ProtocolRow("8.2.2 version", "+edns=1 +noednsneg +nocookie +noad +norec soa", "BADVERS qr | EDNS 0"),
        ProtocolRow("8.2.3 unknown option", "+edns=0 +nocookie +noad +norec +ednsopt=100 soa", "NOERROR qr aa | SOA | EDNS 0"),
        ProtocolRow("8.2.4 unknown flag", "+edns=0 +nocookie +noad +norec +ednsflags=0x40 soa", "NOERROR qr aa | SOA | EDNS 0"),
        ProtocolRow(
            "8.2.5 version with unknown flag", "+edns=1 +noednsneg +nocookie +noad +norec +ednsflags=0x40 soa", "BADVERS qr | EDNS 0"),
        ProtocolRow(
            "8.2.6 version with unknown option", "+edns=1 +noednsneg +nocookie +noad +norec +ednsopt=100 soa", "BADVERS qr | EDNS 0"),
        ProtocolRow("8.2.7 truncation", "+norec +dnssec +bufsize=512 +ignore dnskey", "NOERROR qr aa | EDNS 0 do | EDE COOKIE"),
        ProtocolRow("8.2.8 DO", "+edns=0 +nocookie +noad +norec +dnssec soa", "NOERROR qr aa | SOA | EDNS 0 do"),
        ProtocolRow("8.2.9 version with DO", "+edns=1 +noednsneg +nocookie +noad +norec +dnssec soa", "BADVERS qr | EDNS 0 do"),
        ProtocolRow(
            "8.2.10 several options", "+edns=0 +noad +norec +cookie +nsid +expire +subnet=0.0.0.0/0 soa",
            "NOERROR qr aa | SOA | EDNS 0 | NSID COOKIE"),
    ]

    /// What the rest of the RFC, and others, ask of the same kind.
    package static let others = [
        ProtocolRow("ANY, RFC 8482", "+noedns +noad +norec any", "NOERROR qr aa | HINFO"),
        ProtocolRow("type 0", "+noedns +noad +norec type0", "FORMERR qr"),
        ProtocolRow("OPT as a type", "+noedns +noad +norec type41", "FORMERR qr"),
        ProtocolRow("NXNAME, RFC 9824", "+noedns +noad +norec type128", "FORMERR qr"),
        ProtocolRow("a meta type that nobody has", "+noedns +noad +norec type200", "NOTIMP qr"),
        ProtocolRow("TKEY", "+noedns +noad +norec type249", "FORMERR qr"),
        ProtocolRow("TSIG as a type", "+noedns +noad +norec type250", "FORMERR qr"),
        ProtocolRow("MAILB", "+noedns +noad +norec type253", "NOTIMP qr"),
        ProtocolRow("MAILA", "+noedns +noad +norec type254", "NOTIMP qr"),
        ProtocolRow("AXFR that is not allowed", "+noedns +noad +norec +tcp type252", "REFUSED qr"),
        ProtocolRow("class CH", "+noedns +noad +norec -cCH soa", "REFUSED qr"),
        ProtocolRow("class ANY", "+noedns +noad +norec -cANY soa", "REFUSED qr"),
        ProtocolRow("refused, with EDNS", "+nocookie +noad +norec -cCH soa", "REFUSED qr | EDNS 0 | EDE"),
        ProtocolRow("no question", "+noedns +noad +norec +header-only", "FORMERR qr"),
        ProtocolRow("no question, with EDNS", "+nocookie +noad +norec +header-only", "FORMERR qr | EDNS 0"),
        ProtocolRow("no question, with DO, RFC 3225", "+nocookie +noad +norec +dnssec +header-only", "FORMERR qr | EDNS 0 do"),
        ProtocolRow(
            "no question, of another version", "+edns=1 +noednsneg +noad +norec +dnssec +header-only", "BADVERS qr | EDNS 0 do"),
        ProtocolRow(
            "no question, with a cookie and other options", "+noad +norec +nsid +keepalive +tcp +header-only",
            "NOERROR qr | EDNS 0 | NSID KEEPALIVE COOKIE"),
        ProtocolRow("no question, with a cookie, RFC 7873 5.4", "+noad +norec +header-only", "NOERROR qr | EDNS 0 | COOKIE"),
        ProtocolRow("a cookie", "+noad +norec soa", "NOERROR qr aa | SOA | EDNS 0 | COOKIE"),
        ProtocolRow(
            "TCP keepalive over TCP, RFC 7828", "+nocookie +noad +norec +keepalive +tcp soa", "NOERROR qr aa | SOA | EDNS 0 | KEEPALIVE"),
    ]
}
