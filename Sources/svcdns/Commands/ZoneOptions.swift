import ArgumentParser

/// The flags that `serve` and `check` share: they decide what a valid Service is.
struct ZoneOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The cluster's zone. (default: cluster.local)", valueName: "name"))
    var clusterDomain: String?

    @Option(
        name: .customLong("service-cidr"),
        help: ArgumentHelp("Range of cluster IPs; repeatable, one for each family. (default: 10.96.0.0/12)", valueName: "cidr"))
    var serviceCIDRs: [String] = []

    @Option(
        name: .customLong("external-zone"),
        help: ArgumentHelp("Zone of what is reached from outside the cluster; repeatable. (default: none)", valueName: "name"))
    var externalZones: [String] = []

    @Option(
        name: .customLong("multicluster-zone"),
        help: ArgumentHelp("Zone of Services that several clusters share; repeatable. (default: none)", valueName: "name"))
    var multiclusterZones: [String] = []

    /// The settings that were given.
    var settings: [ConfigurationKey: [Setting]] {
        [
            .clusterDomain: [Setting(clusterDomain, "--cluster-domain")].compactMap(\.self),
            .serviceCIDRs: serviceCIDRs.map { Setting(text: $0, origin: .flag("--service-cidr")) },
            .externalZones: externalZones.map { Setting(text: $0, origin: .flag("--external-zone")) },
            .multiclusterZones: multiclusterZones.map { Setting(text: $0, origin: .flag("--multicluster-zone")) },
        ]
    }
}

extension Setting {
    /// The setting that a flag makes; nil where the flag was not given.
    init?(_ text: String?, _ flag: String) {
        guard let text else { return nil }
        self.init(text: text, origin: .flag(flag))
    }
}
