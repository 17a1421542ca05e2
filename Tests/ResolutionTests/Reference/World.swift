import DNSModel
import Resolution
import ServiceRegistry
import TestSupport

/// Everything that an answer depends on, save the question and who asks.
struct World {
    var objects = ObjectLists()
    var exposure = ExposureRules()
    var namesEndpointsByPod = false
    var serviceCIDRs: [AddressPrefix] = []
    var clusterDomain: DomainName = "cluster.local."
    var multiclusterZones: [DomainName] = []
    var externalZones: [ExternalZoneRules] = []
    var timeToLive: UInt32 = 5
    var negativeTimeToLive = NegativeTimeToLive()
    var nameServerAddresses: [IPAddress] = []
    var podNames = PodNames.verified
    var hasZoneAwareNames = false
    /// nil: no short names.
    var defaultNamespace: Label?
    var clientRanges: [AddressPrefix: Label] = [:]
    var outside: OutsideRules?
    var searchCompletion: SearchCompletion?
    /// What upstream says of which names; of all others, that they do not exist.
    var upstream: [DomainName: UpstreamName] = [:]

    /// The same, its objects in the order of their names; slices, which have none, stay in theirs.
    var inOrder: World {
        var world = self
        world.objects.services.sort { $0.key < $1.key }
        world.objects.serviceImports.sort { $0.key < $1.key }
        world.objects.pods.sort { $0.name < $1.name }
        world.objects.nodes.sort { $0.name < $1.name }
        return world
    }

    var rules: RegistryRules {
        RegistryRules(
            serviceCIDRs: serviceCIDRs, exposure: exposure, namesEndpointsByPod: namesEndpointsByPod,
            indexesExternalAddresses: externalZones.contains { $0.hasReverseNames }, arrangesTopologyZones: hasZoneAwareNames)
    }

    var configuration: ZoneConfiguration {
        var configuration = ZoneConfiguration(clusterDomain: clusterDomain)
        configuration.multiclusterZones = multiclusterZones
        configuration.externalZones = externalZones
        configuration.timeToLive = timeToLive
        configuration.negativeTimeToLive = negativeTimeToLive
        configuration.nameServerAddresses = nameServerAddresses
        configuration.podNames = podNames
        configuration.hasZoneAwareNames = hasZoneAwareNames
        configuration.shortNames = defaultNamespace.map { ShortNameRules(defaultNamespace: $0, namespaces: clientRanges) }
        configuration.outside = outside
        configuration.searchCompletion = searchCompletion
        return configuration
    }
}
