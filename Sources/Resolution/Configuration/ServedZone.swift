package import DNSModel
import ServiceRegistry

/// A zone that is served. One object for each, for every negative answer refers to one.
package final class ServedZone: Sendable {
    /// The zone's own name.
    package let origin: DomainName
    /// What its names are about.
    package let view: ZoneView
    /// Its name server; nil only below a zone whose name is too long to have one (design rule 16).
    package let nameServer: DomainName?
    /// The cluster's zone, where it lies in this one: no name at or below it is this zone's.
    let nested: DomainName?
    /// Names that hide those of Services at and below them.
    private let hiding: [DomainName]
    private let mailbox: DomainName
    private let minimum: UInt32

    /// What the names of a zone are about.
    package enum ZoneView: Hashable, Sendable {
        /// The Services and Pods of this cluster.
        case cluster
        /// The Services that several clusters share.
        case multicluster
        /// What is reached from outside the cluster.
        case external(ExternalZoneRules)
        /// The names of addresses.
        case reverse(AddressFamily)
    }

    /// The reverse zones have the cluster's name server (design rules 9 and 13).
    init(_ origin: DomainName, _ view: ZoneView, _ configuration: ZoneConfiguration) {
        let base: DomainName
        let names: (server: [Label], mailbox: [Label])
        switch view {
        case .cluster, .multicluster: (base, names) = (origin, (["ns", "dns"], ["hostmaster"]))
        case .external: (base, names) = (origin, (["ns1", "dns"], ["hostmaster", "dns"]))
        case .reverse: (base, names) = (configuration.clusterDomain, (["ns", "dns"], ["hostmaster"]))
        }
        self.origin = origin
        self.view = view
        nameServer = DomainName(names.server, in: base)
        nested = configuration.clusterDomain.isWithin(origin) && view != .cluster ? configuration.clusterDomain : nil
        hiding = [nested, view.isExternal ? nameServer : nil].compactMap(\.self)
        mailbox = DomainName(names.mailbox, in: base) ?? base
        minimum = configuration.timeToLive
    }

    /// The SOA of the zone (design rule 9).
    package func startOfAuthority(serial: UInt32) -> StartOfAuthority {
        StartOfAuthority(
            primaryServer: nameServer ?? origin, mailbox: mailbox, serial: serial, refresh: 7200, retry: 1800, expire: 86400,
            minimum: minimum)
    }

    /// Whether the name exists because a zone lies below it (RFC 4592 §2.2.2).
    func isAboveNested(_ name: DomainName) -> Bool {
        nested?.isWithin(name) ?? false
    }

    /// The name of a Service, or of these labels below it; nil when that is too long, or the name of something else.
    func name(of labels: [Label] = [], below service: ServiceKey) -> DomainName? {
        let home: [Label]
        switch view {
        case .cluster, .multicluster: home = ["svc"]
        case .external, .reverse: home = []
        }
        let name = DomainName(labels + [service.name, service.namespace] + home, in: origin)
        return name.flatMap { name in hiding.contains(where: name.isWithin) ? nil : name }
    }
}

extension ServedZone.ZoneView {
    fileprivate var isExternal: Bool {
        switch self {
        case .external: true
        case .cluster, .multicluster, .reverse: false
        }
    }
}

extension ServedZone: Hashable {
    /// No two zones that are served have one name.
    package static func == (left: ServedZone, right: ServedZone) -> Bool {
        left.origin == right.origin
    }

    /// By the name.
    package func hash(into hasher: inout Hasher) {
        hasher.combine(origin)
    }
}
