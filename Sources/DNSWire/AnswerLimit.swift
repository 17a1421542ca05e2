package import DNSModel

/// How long an answer may be.
package enum AnswerLimit {
    /// What crosses the Internet in one piece over UDP (RFC 9715 §3.1, appendix A: the 1,280 of IPv6 without
    /// its headers); it is also what this server says it can take.
    package static let payloadSize = 1_232
    /// What every client can take over UDP, EDNS or not (RFC 1035 §4.2.1, RFC 6891 §6.2.3).
    package static let leastPayloadSize = 512
    /// What the length in front of a message on a stream can say (RFC 1035 §4.2.2).
    package static let stream = 65_535

    /// The most octets that an answer to this query may have.
    package static func octets(for query: Query, over transport: MessageTransport) -> Int {
        switch transport {
        case .stream: stream
        case .datagram: min(max(leastPayloadSize, Int(query.extensions?.payloadSize ?? 0)), payloadSize)
        }
    }
}
