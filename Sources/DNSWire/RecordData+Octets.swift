import DNSModel

extension RecordData {
    /// What RDATA says whose names are in full: a case of its own for each type that something here looks into. Nil where the
    /// octets are not the type's.
    init?(_ type: RecordType, _ octets: [UInt8]) {
        var reader = PacketReader(at: 0)
        guard let data = Self.data(type, octets, &reader) else { return nil }
        self = data
    }

    private static func data(_ type: RecordType, _ octets: [UInt8], _ reader: inout PacketReader) -> RecordData? {
        switch type {
        case .a: reader.uint32(of: octets.span).map { .a(IPv4Address($0)) }
        case .aaaa: reader.ipv6Address(of: octets.span).map(RecordData.aaaa)
        case .cname: DomainName(wire: octets).map(RecordData.cname)
        case .ns: DomainName(wire: octets).map(RecordData.ns)
        case .ptr: DomainName(wire: octets).map(RecordData.ptr)
        case .srv: reader.serviceLocation(of: octets.span).map(RecordData.srv)
        case .soa: reader.startOfAuthority(of: octets.span).map(RecordData.soa)
        default: .other(type, octets)
        }
    }
}

extension PacketReader {
    fileprivate mutating func ipv6Address(of octets: Span<UInt8>) -> IPv6Address? {
        guard let high = uint64(of: octets), let low = uint64(of: octets) else { return nil }
        return IPv6Address(high: high, low: low)
    }

    fileprivate mutating func serviceLocation(of octets: Span<UInt8>) -> ServiceLocation? {
        guard let priority = uint16(of: octets), let weight = uint16(of: octets), let port = uint16(of: octets),
            let target = expandedName(of: octets)
        else { return nil }
        return ServiceLocation(priority: priority, weight: weight, port: port, target: target)
    }

    fileprivate mutating func startOfAuthority(of octets: Span<UInt8>) -> StartOfAuthority? {
        guard let primaryServer = expandedName(of: octets), let mailbox = expandedName(of: octets), let serial = uint32(of: octets),
            let refresh = uint32(of: octets), let retry = uint32(of: octets), let expire = uint32(of: octets),
            let minimum = uint32(of: octets)
        else { return nil }
        return StartOfAuthority(
            primaryServer: primaryServer, mailbox: mailbox, serial: serial, refresh: refresh, retry: retry, expire: expire, minimum: minimum
        )
    }
}
