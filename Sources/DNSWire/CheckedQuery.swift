/// Where the parts of a query are.
struct CheckedQuery {
    let header: MessageHeader
    let question: QuestionOutline
    /// The records of the authority section; empty but for IXFR.
    let authority: Range<Int>
    /// The serial number in the SOA of the authority section; nil where none can be read.
    let zoneSerial: UInt32?
    /// Where the message ends; octets behind it are nobody's.
    let end: Int
}
