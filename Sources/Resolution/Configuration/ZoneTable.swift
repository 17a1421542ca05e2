import DNSModel

/// The zones of a server. An object, for every query refers to it.
package final class ZoneTable: Sendable {
    /// What they are made of.
    let configuration: ZoneConfiguration
    /// All of them, in the order in which they are tried: the cluster's may lie in an external one, no other in another.
    package let all: [ServedZone]
    /// The cluster's.
    package let cluster: ServedZone
    /// The external zones that external addresses have their names in.
    package let namingExternalAddresses: [ServedZone]

    /// The zones of a configuration.
    package init(_ configuration: ZoneConfiguration) {
        self.configuration = configuration
        cluster = ServedZone(configuration.clusterDomain, .cluster, configuration)
        let external = configuration.externalZones.map { rules in
            (zone: ServedZone(rules.zone, .external(rules), configuration), hasReverseNames: rules.hasReverseNames)
        }
        namingExternalAddresses = external.filter(\.hasReverseNames).map(\.zone)
        all =
            [cluster] + configuration.multiclusterZones.map { ServedZone($0, .multicluster, configuration) } + external.map(\.zone)
            + [ServedZone("in-addr.arpa.", .reverse(.ipv4), configuration), ServedZone("ip6.arpa.", .reverse(.ipv6), configuration)]
    }
}
