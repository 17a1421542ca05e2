/// A record of the question's class (RFC 1035 §3.2.1).
package struct ResourceRecord: Hashable, Sendable {
    /// The name that the record belongs to, in the spelling that goes out.
    package let owner: DomainName
    /// How long it may be remembered, in seconds: 0...2³¹-1 (RFC 2181 §8).
    package let timeToLive: UInt32
    /// What the record says.
    package let data: RecordData

    /// A record of these parts.
    package init(owner: DomainName, timeToLive: UInt32, data: RecordData) {
        self.owner = owner
        self.timeToLive = timeToLive
        self.data = data
    }
}

/// What a record says, one case for each type that the server gives of its own, and one for all that it passes on.
package enum RecordData: Hashable, Sendable {
    /// An IPv4 address (RFC 1035 §3.4.1).
    case a(IPv4Address)
    /// An IPv6 address (RFC 3596 §2.2).
    case aaaa(IPv6Address)
    /// The name that an alias stands for (RFC 1035 §3.3.1).
    case cname(DomainName)
    /// A name server (RFC 1035 §3.3.11).
    case ns(DomainName)
    /// The name of an address (RFC 1035 §3.3.12).
    case ptr(DomainName)
    /// Where a service is (RFC 2782).
    case srv(ServiceLocation)
    /// Character strings of at most 255 octets each (RFC 1035 §3.3.14).
    case txt([[UInt8]])
    /// The start of a zone.
    case soa(StartOfAuthority)
    /// Two character strings: the processor and the system (RFC 1035 §3.3.2).
    case hinfo(cpu: [UInt8], os: [UInt8])
    /// RDATA of any type, whose names are not compressed (RFC 3597 §4): at most 65,535 octets.
    case other(RecordType, [UInt8])

    /// The record of an address, of the type of its family.
    package init(address: IPAddress) {
        switch address {
        case .v4(let address): self = .a(address)
        case .v6(let address): self = .aaaa(address)
        }
    }

    /// The type of the record that says this.
    package var type: RecordType {
        switch self {
        case .a: .a
        case .aaaa: .aaaa
        case .cname: .cname
        case .ns: .ns
        case .ptr: .ptr
        case .srv: .srv
        case .txt: .txt
        case .soa: .soa
        case .hinfo: .hinfo
        case .other(let type, _): type
        }
    }
}

/// Where a service is: the RDATA of SRV (RFC 2782).
package struct ServiceLocation: Hashable, Sendable {
    /// The lowest is tried first.
    package let priority: UInt16
    /// The share among equal priorities.
    package let weight: UInt16
    /// The port to connect to.
    package let port: UInt16
    /// The host; never an alias.
    package let target: DomainName

    /// A location of these parts.
    package init(priority: UInt16, weight: UInt16, port: UInt16, target: DomainName) {
        self.priority = priority
        self.weight = weight
        self.port = port
        self.target = target
    }
}

/// The start of a zone: the RDATA of SOA (RFC 1035 §3.3.13); times in seconds.
package struct StartOfAuthority: Hashable, Sendable {
    /// The primary name server.
    package let primaryServer: DomainName
    /// The mailbox of who is responsible.
    package let mailbox: DomainName
    /// The version of the zone, in serial number arithmetic (RFC 1982).
    package let serial: UInt32
    /// When a secondary looks again.
    package let refresh: UInt32
    /// When a secondary tries again after a failure.
    package let retry: UInt32
    /// When a secondary that reached nobody stops answering.
    package let expire: UInt32
    /// How long a negative answer may be remembered (RFC 2308 §4).
    package let minimum: UInt32

    /// The start of a zone of these parts.
    package init(
        primaryServer: DomainName, mailbox: DomainName, serial: UInt32, refresh: UInt32, retry: UInt32, expire: UInt32, minimum: UInt32
    ) {
        self.primaryServer = primaryServer
        self.mailbox = mailbox
        self.serial = serial
        self.refresh = refresh
        self.retry = retry
        self.expire = expire
        self.minimum = minimum
    }
}
