import DNSModel

/// One record with a fixed owner.
struct ReferenceRecord: Hashable {
    /// The owner in lower case and presentation format.
    var owner: String
    var data: RecordData
    var timeToLive: UInt32
    /// Whether the weight of the SRV record is shared out among those of one answer.
    var sharesWeight = false
    /// The most endpoints in one answer.
    var limit: Int?
    /// The endpoint's address, of a SRV record that names an endpoint.
    var address: IPAddress?

    var target: DomainName? {
        switch data {
        case .srv(let location): location.target
        case .ns(let target): target
        case .a, .aaaa, .cname, .ptr, .txt, .soa, .hinfo, .other: nil
        }
    }
}

extension DomainName {
    /// What names are compared by: the text in lower case. No name here has a dot within a label.
    var key: String {
        var text = octets
        var position = 0
        while text[position] != 0 {
            let next = position + 1 + Int(text[position])
            text[position] = UInt8(ascii: ".")
            position = next
        }
        text[position] = UInt8(ascii: ".")
        return String(decoding: text.dropFirst(), as: UTF8.self).lowercased()
    }
}
