package import DNSModel
package import KubernetesObjects
package import Resolution
package import ServiceRegistry

/// What a server is told at its start and keeps to its end; what reloads is the registry's.
package struct ServerConfiguration: Sendable {
    /// The addresses that were asked for; nil: the default ones, of which IPv6 may be missing.
    package var listen: [ListenAddress]?
    /// The watched directories.
    package var manifestDirectories: [String] = []
    /// Where allocations and the serial number are kept over restarts; nil: nowhere.
    package var stateDirectory: String?
    /// What manifests are held to.
    package let rules: ValidationRules
    /// How the registry is made of them.
    package let registry: RegistryRules
    /// The zones; without addresses of a name server, those that are listened on are its.
    package var zones: ZoneConfiguration
    /// The clients that zones are transferred to.
    package var transferClients: [AddressPrefix] = []

    /// A configuration of these parts; everything else is as by default.
    package init(rules: ValidationRules, registry: RegistryRules, zones: ZoneConfiguration) {
        self.rules = rules
        self.registry = registry
        self.zones = zones
    }
}
