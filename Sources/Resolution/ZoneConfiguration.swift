package import DNSModel
import ServiceRegistry

/// What the zones are called and how their records are given: fixed from start to end.
package struct ZoneConfiguration: Hashable, Sendable {
    /// The cluster's zone, `cluster.local` by default.
    package let clusterDomain: DomainName
    /// The TTL of records in seconds, which is the SOA's MINIMUM too: 0...3600.
    package let timeToLive: UInt32
    /// The addresses of `ns.dns.<zone>`.
    package let nameServerAddresses: [IPAddress]
    /// The namespace of single-label names asked by a client that is no Pod; nil: short names are not answered.
    package let shortNameNamespace: Label?
    /// What `version.svcdns` in class CH says.
    package let serverVersion: String

    /// A configuration of these parts.
    package init(
        clusterDomain: DomainName, timeToLive: UInt32, nameServerAddresses: [IPAddress] = [], shortNameNamespace: Label?,
        serverVersion: String = ""
    ) {
        self.clusterDomain = clusterDomain
        self.timeToLive = timeToLive
        self.nameServerAddresses = nameServerAddresses
        self.shortNameNamespace = shortNameNamespace
        self.serverVersion = serverVersion
    }

    /// `ns.dns.<zone>`; nil only below a zone whose name is too long to have one (design rule 16).
    var nameServer: DomainName? {
        DomainName(["ns", "dns"], in: clusterDomain)
    }

    /// The SOA that every zone has (design rule 9).
    func startOfAuthority(serial: UInt32) -> StartOfAuthority {
        StartOfAuthority(
            primaryServer: nameServer ?? clusterDomain, mailbox: DomainName(["hostmaster"], in: clusterDomain) ?? clusterDomain,
            serial: serial, refresh: 7200, retry: 1800, expire: 86400, minimum: timeToLive)
    }

    /// `<svc>.<ns>.svc.<zone>`; nil when that is too long.
    func name(of service: ServiceKey) -> DomainName? {
        DomainName([service.name, service.namespace, "svc"], in: clusterDomain)
    }

    /// `<endpoint>.<svc>.<ns>.svc.<zone>`; nil when that is too long.
    func name(of endpoint: Label, behind service: ServiceKey) -> DomainName? {
        DomainName([endpoint, service.name, service.namespace, "svc"], in: clusterDomain)
    }
}
