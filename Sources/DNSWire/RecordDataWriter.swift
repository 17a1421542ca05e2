import DNSModel

extension MessageWriter {
    /// Appends RDATA. Names are compressed in the types of RFC 1035 only (RFC 3597 §4); in SRV never (RFC 2782), nor pointed to.
    mutating func append(_ data: RecordData) {
        switch data {
        case .a(let address): append(address.value)
        case .aaaa(let address):
            append(address.high)
            append(address.low)
        case .cname(let name), .ns(let name), .ptr(let name): append(compressing: name)
        case .srv(let location): append(location)
        case .txt(let strings): for string in strings { append(characterString: string) }
        case .soa(let start): append(start)
        case .hinfo(let cpu, let os):
            append(characterString: cpu)
            append(characterString: os)
        case .other(_, let octets): append(plain: octets)
        }
    }

    private mutating func append(_ location: ServiceLocation) {
        append(location.priority)
        append(location.weight)
        append(location.port)
        append(plain: location.target)
    }

    private mutating func append(_ start: StartOfAuthority) {
        append(compressing: start.primaryServer)
        append(compressing: start.mailbox)
        append(start.serial)
        append(start.refresh)
        append(start.retry)
        append(start.expire)
        append(start.minimum)
    }
}
