import DNSModel

/// Where the parts of a query are.
struct CheckedQuery {
    let header: MessageHeader
    let question: QuestionOutline
    /// The records of the authority section; empty but for IXFR.
    let authority: Range<Int>
    /// The serial number in the SOA of the authority section; nil where none can be read.
    let zoneSerial: UInt32?
    /// What the OPT record says; nil without one.
    let extensions: ExtensionMechanisms?
    /// The cookie in it.
    let cookie: ClientCookie?
    /// Where the RDATA of the OPT record is; nil without one.
    let optionData: Range<Int>?
    /// Where the message ends; octets behind it are nobody's.
    let end: Int
}
