import DNSModel

/// What a query's EDNS options ask for, as far as it is known here (RFC 6891 §6.1.2: all others are ignored).
struct QueryOptions {
    /// The first cookie; others are ignored (RFC 7873 §5.2).
    private(set) var cookie: ClientCookie?
    /// Whether there is an NSID option; what is in it is ignored (RFC 5001 §2.2).
    private(set) var asksIdentity = false
    /// Whether there is an empty TCP keepalive option, which is how clients ask (RFC 7828 §3.2).
    private(set) var asksIdleTime = false

    /// The numbers of options (the IANA registry "DNS EDNS0 Option Codes (OPT)").
    static let identity: UInt16 = 3
    static let cookie: UInt16 = 10
    static let idleTime: UInt16 = 11

    /// No options.
    init() {}

    /// Reads the options in the RDATA of an OPT record; nil unless they fill it to its last octet and those that are known here
    /// are well-formed.
    init?(_ data: Range<Int>, of packet: Span<UInt8>) {
        var reader = PacketReader(at: data.lowerBound)
        while reader.position < data.upperBound {
            guard let number = reader.uint16(of: packet), let length = reader.uint16(of: packet),
                let content = reader.range(of: Int(length), in: packet), take(number, content, of: packet)
            else { return nil }
        }
        guard reader.position == data.upperBound else { return nil }
    }

    /// Takes one option; whether it is well-formed.
    private mutating func take(_ number: UInt16, _ content: Range<Int>, of packet: Span<UInt8>) -> Bool {
        switch number {
        case Self.cookie where cookie == nil:
            cookie = ClientCookie(content, of: packet)
            return cookie != nil
        case Self.identity: asksIdentity = true
        case Self.idleTime where content.isEmpty: asksIdleTime = true
        default: break
        }
        return true
    }
}

extension ClientCookie {
    /// Reads a cookie; nil where its length is wrong (RFC 7873 §5.2.2).
    fileprivate init?(_ content: Range<Int>, of packet: Span<UInt8>) {
        var reader = PacketReader(at: content.lowerBound)
        guard content.count == 8 || (16...40).contains(content.count), let client = reader.uint64(of: packet) else { return nil }
        let server = content.count == 24 ? ServerPart(&reader, of: packet) : nil
        self.init(client: client, server: server, hasForeignPart: content.count > 8 && server == nil)
    }
}

extension ClientCookie.ServerPart {
    fileprivate init?(_ reader: inout PacketReader, of packet: Span<UInt8>) {
        guard let head = reader.uint64(of: packet), let hash = reader.uint64(of: packet) else { return nil }
        self.init(head: head, hash: hash)
    }
}
