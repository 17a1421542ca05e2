import DNSModel
import DNSServer
import Resolution
import ServiceRegistry

/// What Tests/Configurations says of files of dialogues, by hand: the configuration file's reader has no part in this.
enum DialogueConfiguration {
    /// The configuration that a file of dialogues is about.
    static func configuration(of name: String) -> ServerConfiguration {
        let clusterDomain: DomainName = name == "nested-deeper" ? "cluster.k8s.example.org" : "cluster.local"
        var configuration = ServerConfiguration(zones: ZoneConfiguration(clusterDomain: clusterDomain))
        configuration.zones.nameServerAddresses = [.v4(IPv4Address(0xC000_0235))]
        configuration.zones.shortNames = ShortNameRules(defaultNamespace: "default")
        configuration.upstream.servers = .addresses([])
        changes[name]?(&configuration)
        return configuration
    }

    /// What each file in Tests/Configurations changes.
    static let changes: [String: @Sendable (inout ServerConfiguration) -> Void] = [
        "external": {
            $0.zones.externalZones = [
                ExternalZoneRules(zone: "plain.example."),
                ExternalZoneRules(zone: "all.example.", showsHeadless: true, showsNodePorts: true, hasReverseNames: true),
            ]
        },
        "multicluster": { $0.zones.multiclusterZones = ["clusterset.local."] },
        "nested": { $0.zones.externalZones = [ExternalZoneRules(zone: "local.")] },
        "nested-deeper": { $0.zones.externalZones = [ExternalZoneRules(zone: "example.org.", hasReverseNames: true)] },
        "zones": {
            $0.zones.hasZoneAwareNames = true
            $0.namesEndpointsByPod = true
        },
        "exposure": {
            $0.exposure = ExposureRules(
                namespaces: ["prod", "web", "team"], namespaceSelector: LabelSelector([.doesNotExist("hidden")]),
                serviceSelector: LabelSelector([.isNoneOf("visibility", ["internal", "secret"])]), showsEmptyServices: false)
        },
        "hidden-endpoints": { $0.exposure = ExposureRules(showsEndpoints: false) },
        "pods-disabled": { $0.zones.podNames = .disabled },
        "pods-insecure": { $0.zones.podNames = .insecure },
        "negative": {
            $0.zones.timeToLive = 30
            $0.zones.negativeTimeToLive = NegativeTimeToLive(unknown: 10, notReady: 2)
        },
        "short-names": {
            let namespaces: [(String, Label)] = [("127.3.0.0/16", "prod"), ("127.3.7.0/24", "dev")]
            $0.zones.shortNames = ShortNameRules(
                defaultNamespace: "default",
                namespaces: Dictionary(
                    uniqueKeysWithValues: namespaces.compactMap { text, namespace in AddressPrefix(text).map { ($0, namespace) } }))
        },
    ]
}
