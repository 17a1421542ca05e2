import DNSModel

/// One response while it is made.
struct Draft {
    let configuration: ZoneConfiguration
    let question: Question
    let resolution: Resolution
    let serial: UInt32

    func positive(_ set: RecordSet) -> Response {
        var response = authoritative(.noError)
        let timeToLive = timeToLive(set.timeToLive)
        response.answer += set.data.map {
            ResourceRecord(owner: lastName, timeToLive: timeToLive, data: $0)
        }
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
    func negative(_ code: ResponseCode, _ authority: Authority, timeToLive: UInt32) -> Response {
        var response = authoritative(code)
        let data = RecordData.soa(authority.zone.startOfAuthority(serial: serial))
        response.authority.append(ResourceRecord(owner: authority.owner, timeToLive: self.timeToLive(timeToLive), data: data))
        return response
    }

    /// A response with the aliases on the way; AA is about the first owner name (RFC 1035 §4.1.1).
    func authoritative(_ code: ResponseCode) -> Response {
        let owners = [question.name] + resolution.aliases.dropLast().map(\.target)
        let aliases = zip(owners, resolution.aliases).map { owner, alias in
            ResourceRecord(owner: owner, timeToLive: timeToLive(alias.timeToLive), data: .cname(alias.target))
        }
        return Response(
            code, isAuthoritative: true, recursionAvailable: configuration.resolvesOutside, answer: aliases)
    }

    private var lastName: DomainName {
        resolution.lastName(from: question)
    }

    private func timeToLive(_ own: UInt32?) -> UInt32 {
        resolution.audience == .nobody ? 0 : own ?? configuration.timeToLive
    }
}
