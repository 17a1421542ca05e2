package import DNSModel
import DNSWire
package import KubernetesObjects
package import Resolution
package import ServiceRegistry

/// What a server is told at its start and keeps to its end; what reloads is the registry's.
package struct ServerConfiguration: Sendable {
    /// The addresses that were asked for; nil: the default ones, of which IPv6 may be missing.
    package var listen: [ListenAddress]?
    /// How many queues answer UDP, each with a socket of every address; nil: one for each processor.
    package var workers: Int?
    /// How many TCP connections there may be, and how long.
    package var connections = ConnectionRules()
    /// The watched directories.
    package var manifestDirectories: [String] = []
    /// Where allocations and the serial number are kept over restarts; nil: nowhere.
    package var stateDirectory: String?
    /// The zones, and whether names outside them are asked upstream, which follows from the other settings; without addresses of a
    /// name server, those that are listened on are its.
    package var zones: ZoneConfiguration {
        get {
            var zones = declaredZones
            zones.outside = outside
            return zones
        }
        set { declaredZones = newValue }
    }
    /// The ranges that cluster IPs are allocated from, one of each family; the first gives the default family.
    package var serviceCIDRs = [AddressPrefix("10.96.0.0/12")].compactMap(\.self)
    /// What of the registry is shown at all.
    package var exposure = ExposureRules()
    /// Whether an endpoint without a hostname is named by its Pod (design rule 5).
    package var namesEndpointsByPod = false
    /// The clients that zones are transferred to.
    package var transferClients: [AddressPrefix] = []
    /// Whom names outside the cluster are asked of.
    package var upstream = UpstreamConfiguration()
    /// The clients that are answered, beside the Pods and Nodes of the registry.
    package var clients = AccessRules.defaultPrefixes
    /// How much they are answered.
    package var limits = LimitConfiguration()
    /// The most octets of an identity.
    package static let longestIdentity = AnswerOptions.longestIdentity
    /// Who this server is, for clients that ask (NSID); empty: it does not say.
    package var identity: [UInt8] = []
    /// What the cookies of all workers are made with.
    package var cookieSecrets: CookieSecrets
    /// How long queries are answered on when the server is told to end.
    package var lameDuck = Duration.zero
    /// The socket at which the next server takes over from this one; nil: none does.
    package var handover: String?
    private var declaredZones: ZoneConfiguration

    /// The most octets of `handover`.
    package static let longestHandoverPath = HandoverSocket.longestPath

    /// A configuration with these zones; everything else is as by default.
    package init(zones: ZoneConfiguration) {
        declaredZones = zones
        var generator = SystemRandomNumberGenerator()
        cookieSecrets = CookieSecrets(using: &generator)
    }

    /// Reverse names of cluster IPs are nobody's but ours.
    private var outside: OutsideRules? {
        guard upstream.isUsed else { return nil }
        return OutsideRules(
            coversEverything: upstream.servers != .addresses([]),
            stubZones: upstream.stubZones.keys.sorted { $0.description < $1.description }, ownRanges: serviceCIDRs)
    }

    /// What manifests are held to.
    package var rules: ValidationRules {
        var rules = ValidationRules(
            clusterDomain: zones.clusterDomain, serviceCIDRs: serviceCIDRs, defaultNamespace: "default",
            shortNamesEnabled: zones.shortNames != nil)
        rules.multiclusterZones = zones.multiclusterZones
        rules.externalZones = zones.externalZones.map(\.zone)
        return rules
    }

    /// How the registry is made of them.
    package var registry: RegistryRules {
        RegistryRules(
            serviceCIDRs: serviceCIDRs, exposure: exposure, namesEndpointsByPod: namesEndpointsByPod,
            indexesExternalAddresses: zones.externalZones.contains(where: \.hasReverseNames), arrangesTopologyZones: zones.hasZoneAwareNames
        )
    }
}
