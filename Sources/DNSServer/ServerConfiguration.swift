package import DNSModel
package import KubernetesObjects
import Resolution

/// What a server is told at its start and keeps to its end; what reloads is the registry's.
package struct ServerConfiguration: Sendable {
    /// The addresses that were asked for; nil: the default ones, of which IPv6 may be missing.
    package let listen: [ListenAddress]?
    /// The watched directories.
    package let manifestDirectories: [String]
    /// Where allocations and the serial number are kept over restarts; nil: nowhere.
    package let stateDirectory: String?
    /// What manifests are held to.
    package let rules: ValidationRules
    /// The namespace of single-label names asked by a client that is no Pod; nil: short names are not answered.
    package let shortNameNamespace: Label?
    /// The TTL of records in seconds: 0...3600.
    package let timeToLive: UInt32
    /// What the server calls its version.
    package let version: String
    /// The addresses of the zones' name server; empty: those that are listened on.
    package let nameServerAddresses: [IPAddress]

    /// A configuration of these parts.
    package init(
        listen: [ListenAddress]?, manifestDirectories: [String], stateDirectory: String?, rules: ValidationRules,
        shortNameNamespace: Label?, timeToLive: UInt32, version: String, nameServerAddresses: [IPAddress]
    ) {
        self.listen = listen
        self.manifestDirectories = manifestDirectories
        self.stateDirectory = stateDirectory
        self.rules = rules
        self.shortNameNamespace = shortNameNamespace
        self.timeToLive = timeToLive
        self.version = version
        self.nameServerAddresses = nameServerAddresses
    }

    /// The zones, once the addresses of the name server are known.
    func zones(nameServerAddresses: [IPAddress]) -> ZoneConfiguration {
        ZoneConfiguration(
            clusterDomain: rules.clusterDomain, timeToLive: timeToLive, nameServerAddresses: nameServerAddresses,
            shortNameNamespace: shortNameNamespace, serverVersion: version)
    }
}
