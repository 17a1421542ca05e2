import DNSModel

/// One response while it is made.
struct Draft {
    /// The question's name.
    let name: DomainName
    /// The aliases on the way from it.
    let aliases: [Alias]
    /// The TTL of records that have none of their own; nil where every record has TTL 0.
    let timeToLive: UInt32?
    let recursionAvailable: Bool

    func positive(_ set: RecordSet) -> Response {
        var response = authoritative(.noError)
        let (owner, timeToLive) = (lastName, timeToLive(set.timeToLive))
        response.answer.reserveCapacity(aliases.count + set.data.count)
        for data in set.data { response.answer.append(ResourceRecord(owner: owner, timeToLive: timeToLive, data: data)) }
        response.additional = set.additional.map {
            ResourceRecord(owner: $0.owner, timeToLive: timeToLive, data: RecordData(address: $0.address))
        }
        return response
    }

    /// One HINFO that says where its form comes from (RFC 8482 §4.2).
    var minimal: Response {
        var response = authoritative(.noError)
        let data = RecordData.hinfo(cpu: Array("RFC8482".utf8), os: [])
        response.answer.append(ResourceRecord(owner: lastName, timeToLive: timeToLive(nil), data: data))
        return response
    }

    /// NODATA or NXDOMAIN: the SOA tells how long to remember it (RFC 2308 §3). With aliases in front the code is that of
    /// the last name (RFC 6604 §3).
    func negative(_ code: ResponseCode, _ authority: Authority, serial: UInt32, timeToLive: UInt32) -> Response {
        var response = authoritative(code)
        let data = RecordData.soa(authority.zone.startOfAuthority(serial: serial))
        response.authority.append(ResourceRecord(owner: authority.owner, timeToLive: self.timeToLive(timeToLive), data: data))
        return response
    }

    /// A response with the aliases on the way; AA is about the first owner name (RFC 1035 §4.1.1).
    func authoritative(_ code: ResponseCode) -> Response {
        var response = Response(code, isAuthoritative: true, recursionAvailable: recursionAvailable)
        var owner = name
        for alias in aliases {
            response.answer.append(ResourceRecord(owner: owner, timeToLive: timeToLive(alias.timeToLive), data: .cname(alias.target)))
            owner = alias.target
        }
        return response
    }

    /// The name that the last records are about.
    private var lastName: DomainName {
        aliases.last?.target ?? name
    }

    private func timeToLive(_ own: UInt32?) -> UInt32 {
        timeToLive.map { own ?? $0 } ?? 0
    }
}
