package import DNSModel

/// What the zones are called and how their records are given: fixed from start to end.
package struct ZoneConfiguration: Hashable, Sendable {
    /// The cluster's zone.
    package let clusterDomain: DomainName
    /// The zones of Services that several clusters share (KEP-1645).
    package var multiclusterZones: [DomainName] = []
    /// The zones of what is reached from outside the cluster (design rule 13).
    package var externalZones: [ExternalZoneRules] = []
    /// The TTL of records in seconds, which is the SOA's MINIMUM too: 0...3600.
    package var timeToLive: UInt32 = 5
    /// The TTL of negative answers.
    package var negativeTimeToLive = NegativeTimeToLive()
    /// The addresses of the zones' name server.
    package var nameServerAddresses: [IPAddress] = []
    /// Names without a zone; nil: they are not answered.
    package var shortNames: ShortNameRules?
    /// Names that are asked upstream; nil: none.
    package var outside: OutsideRules?
    /// How names of clients' search lists are answered; nil: as they are asked.
    package var searchCompletion: SearchCompletion?
    /// Which Pods have a name.
    package var podNames = PodNames.verified
    /// Whether headless Services have names for each topology zone.
    package var hasZoneAwareNames = false
    /// What `version.svcdns` in class CH says.
    package var serverVersion = ""

    /// The zone of a cluster; everything else is as by default.
    package init(clusterDomain: DomainName) {
        self.clusterDomain = clusterDomain
    }
}

extension ZoneConfiguration {
    /// Whether names outside the zones are resolved here: RA says so (RFC 1035 §4.1.1).
    package var resolvesOutside: Bool {
        outside != nil
    }
}

/// One external zone.
package struct ExternalZoneRules: Hashable, Sendable {
    /// The zone's name.
    package let zone: DomainName
    /// Whether endpoints of headless Services have names in it.
    package let showsHeadless: Bool
    /// Whether Services of type NodePort have names in it.
    package let showsNodePorts: Bool
    /// Whether external addresses have their name in it (PTR).
    package let hasReverseNames: Bool

    /// A zone of these parts.
    package init(zone: DomainName, showsHeadless: Bool = false, showsNodePorts: Bool = false, hasReverseNames: Bool = false) {
        self.zone = zone
        self.showsHeadless = showsHeadless
        self.showsNodePorts = showsNodePorts
        self.hasReverseNames = hasReverseNames
    }
}

/// The TTL in seconds of the SOA record in a negative answer, where it is less than that of other records (RFC 2308 §5).
package struct NegativeTimeToLive: Hashable, Sendable {
    /// For a name that nobody knows; nil: the TTL of records.
    package let unknown: UInt32?
    /// For a Service that exists but has no ready endpoint yet, and for an endpoint that is not ready yet.
    package let notReady: UInt32

    /// Times of these parts.
    package init(unknown: UInt32? = nil, notReady: UInt32 = 1) {
        self.unknown = unknown
        self.notReady = notReady
    }
}

/// Which Pods have the name `<dashed-ip>.<ns>.pod.<zone>` (design rule 15).
package enum PodNames: String, Hashable, Sendable, CaseIterable {
    /// None.
    case disabled
    /// Whatever address the name has, in a namespace that exists.
    case insecure
    /// Those in the registry.
    case verified
}
