package import DNSModel
package import Upstream

/// Whom names outside the cluster are asked of, and what is remembered of the answers.
package struct UpstreamConfiguration: Hashable, Sendable {
    /// Who is asked for names that no stub zone has.
    package var servers = Servers.resolverFile
    /// Zones that have servers of their own.
    package var stubZones: [DomainName: [UpstreamServer]] = [:]
    /// The file with the keys that validation begins at; nil: nothing is validated.
    package var trustAnchorFile: String?
    /// What is remembered.
    package var cache = UpstreamCacheRules()
    /// How long a client waits at most: under the five seconds after which glibc asks again.
    package var timeout = Duration.seconds(4)
    /// The most queries that wait for an answer at once.
    package var concurrency = 2_000

    /// The configuration as by default.
    package init() {}

    /// Who is asked.
    package enum Servers: Hashable, Sendable {
        /// The name servers of /etc/resolv.conf, as it changes.
        case resolverFile
        /// These; none: nobody.
        case addresses([UpstreamServer])
        /// The servers of the zones themselves, from the root on.
        case recursive
    }

    /// Whether anything is asked of anybody.
    package var isUsed: Bool {
        servers != .addresses([]) || !stubZones.isEmpty
    }
}
