import DNSModel
import DNSWire
import Testing

/// The records of tests, with as few words as a zone file needs.
enum Records {
    /// The name of this text.
    static func name(_ text: String) throws -> DomainName {
        try #require(DomainName(text))
    }

    /// A record whose time to live is 5 seconds.
    static func record(_ owner: String, _ data: RecordData) throws -> ResourceRecord {
        ResourceRecord(owner: try name(owner), timeToLive: 5, data: data)
    }

    /// An address of either family.
    static func address(_ owner: String, _ address: String) throws -> ResourceRecord {
        try record(owner, RecordData(address: try #require(IPAddress(address))))
    }

    /// A location with priority 0 and weight 100.
    static func service(_ owner: String, port: UInt16, _ target: String) throws -> ResourceRecord {
        try record(owner, .srv(ServiceLocation(priority: 0, weight: 100, port: port, target: try name(target))))
    }

    /// The start of `cluster.local`.
    static func start(of owner: String = "cluster.local") throws -> ResourceRecord {
        try record(
            owner,
            .soa(
                StartOfAuthority(
                    primaryServer: try name("ns.dns." + owner), mailbox: try name("hostmaster." + owner), serial: 4_294_967_295,
                    refresh: 7_200, retry: 1_800, expire: 86_400, minimum: 5)))
    }

    /// As many different addresses of one owner as asked for.
    static func addresses(_ owner: String, count: Int) throws -> [ResourceRecord] {
        let owner = try name(owner)
        return (0..<UInt32(count)).map { ResourceRecord(owner: owner, timeToLive: 5, data: .a(IPv4Address(0x0A00_0000 | $0))) }
    }

    /// A query for a name; EDNS as given.
    static func query(_ name: String, _ type: RecordType = .a, extensions: ExtensionMechanisms? = nil) throws -> Query {
        Query(
            identifier: 0x1234, recursionDesired: true, checkingDisabled: false,
            question: Question(name: try Records.name(name), type: type), extensions: extensions)
    }

    /// EDNS of version 0 with this payload size.
    static func extensions(_ payloadSize: UInt16 = 1_232) -> ExtensionMechanisms {
        ExtensionMechanisms(version: 0, payloadSize: payloadSize, dnssecOK: false)
    }

    /// The octets of a response.
    static func octets(_ response: Response, to query: Query, limit: Int = AnswerLimit.stream) -> [UInt8] {
        var octets: [UInt8] = []
        ResponseEncoder.encode(response, to: query, limit: limit, into: &octets)
        return octets
    }
}
