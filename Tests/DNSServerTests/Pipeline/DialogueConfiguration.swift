import DNSModel
import Resolution
import ServiceRegistry

/// What Tests/Configurations says of a file of dialogues, by hand: the configuration file's reader has no part in this.
struct DialogueConfiguration {
    private(set) var zones: ZoneConfiguration
    private(set) var registry: RegistryRules

    init(_ name: String) {
        zones = ZoneConfiguration(clusterDomain: name == "nested-deeper" ? "cluster.k8s.example.org" : "cluster.local")
        zones.nameServerAddresses = [.v4(IPv4Address(0xC000_0235))]
        zones.shortNames = ShortNameRules(defaultNamespace: "default")
        registry = Self.rules()
        switch name {
        case "external":
            zones.externalZones = [
                ExternalZoneRules(zone: "plain.example."),
                ExternalZoneRules(zone: "all.example.", showsHeadless: true, showsNodePorts: true, hasReverseNames: true),
            ]
            registry = Self.rules(indexesExternalAddresses: true)
        case "multicluster": zones.multiclusterZones = ["clusterset.local."]
        case "nested": zones.externalZones = [ExternalZoneRules(zone: "local.")]
        case "nested-deeper":
            zones.externalZones = [ExternalZoneRules(zone: "example.org.", hasReverseNames: true)]
            registry = Self.rules(indexesExternalAddresses: true)
        case "zones":
            zones.hasZoneAwareNames = true
            registry = Self.rules(namesEndpointsByPod: true, arrangesTopologyZones: true)
        case "exposure":
            registry = Self.rules(
                exposure: ExposureRules(
                    namespaces: ["prod", "web", "team"], namespaceSelector: LabelSelector([.doesNotExist("hidden")]),
                    serviceSelector: LabelSelector([.isNoneOf("visibility", ["internal", "secret"])]), showsEmptyServices: false))
        case "hidden-endpoints": registry = Self.rules(exposure: ExposureRules(showsEndpoints: false))
        case "pods-disabled": zones.podNames = .disabled
        case "pods-insecure": zones.podNames = .insecure
        case "negative":
            zones.timeToLive = 30
            zones.negativeTimeToLive = NegativeTimeToLive(unknown: 10, notReady: 2)
        case "short-names":
            zones.shortNames = ShortNameRules(
                defaultNamespace: "default",
                namespaces: Dictionary(
                    uniqueKeysWithValues: [("127.3.0.0/16", "prod"), ("127.3.7.0/24", "dev")].compactMap { text, namespace in
                        AddressPrefix(text).flatMap { prefix in Label(namespace).map { (prefix, $0) } }
                    }))
        case _: break
        }
    }

    private static func rules(
        exposure: ExposureRules = ExposureRules(), namesEndpointsByPod: Bool = false, indexesExternalAddresses: Bool = false,
        arrangesTopologyZones: Bool = false
    ) -> RegistryRules {
        RegistryRules(
            serviceCIDRs: [AddressPrefix("10.96.0.0/12")].compactMap(\.self), exposure: exposure, namesEndpointsByPod: namesEndpointsByPod,
            indexesExternalAddresses: indexesExternalAddresses, arrangesTopologyZones: arrangesTopologyZones)
    }
}
