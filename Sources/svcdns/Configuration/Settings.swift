import DNSModel
import DNSServer
import KubernetesObjects
import Logging
import Resolution
import ServiceRegistry

/// Everything that is fixed when the server starts.
struct Settings {
    let server: ServerConfiguration
    let logLevel: Logger.Level
    let logFormat: LogFormat

    /// Reads every setting; the first that cannot be used is the error.
    init(_ reader: SettingReader) throws(ConfigurationError) {
        let serviceCIDRs = try Self.serviceCIDRs(reader)
        let shortNames = try Self.shortNames(reader)
        var zones = ZoneConfiguration(
            clusterDomain: try reader.value(.clusterDomain) { setting throws(ConfigurationError) in
                try setting.clusterDomain()
            } ?? "cluster.local")
        zones.shortNames = shortNames
        if let timeToLive = try reader.value(.recordsTTL, { setting throws(ConfigurationError) in try setting.timeToLive() }) {
            zones.timeToLive = timeToLive
        }
        zones.nameServerAddresses =
            try reader.values(.nameServerAddresses) { setting throws(ConfigurationError) in try setting.address() } ?? []
        zones.serverVersion = Version.number
        let rules = ValidationRules(
            clusterDomain: zones.clusterDomain, serviceCIDRs: serviceCIDRs, defaultNamespace: "default",
            shortNamesEnabled: shortNames != nil)
        var server = ServerConfiguration(rules: rules, registry: RegistryRules(serviceCIDRs: serviceCIDRs), zones: zones)
        server.listen = try reader.values(.listen) { setting throws(ConfigurationError) in try setting.listenAddress() }
        server.manifestDirectories = reader.given(.manifests)?.map(\.text) ?? ["/etc/svcdns/manifests"]
        server.stateDirectory = reader.given(.stateDirectory)?.last?.text
        self.server = server
        logLevel = try reader.value(.logLevel) { setting throws(ConfigurationError) in try setting.logLevel() } ?? .info
        logFormat = try reader.value(.logFormat) { setting throws(ConfigurationError) in try setting.logFormat() } ?? .text
    }

    /// The rules of short names; nil where they are switched off.
    private static func shortNames(_ reader: SettingReader) throws(ConfigurationError) -> ShortNameRules? {
        let namespace = try reader.value(.shortNamesDefaultNamespace) { setting throws(ConfigurationError) in try setting.label() }
        let isEnabled = try reader.value(.shortNamesEnabled) { setting throws(ConfigurationError) in try setting.boolean() } ?? true
        return isEnabled ? ShortNameRules(defaultNamespace: namespace ?? "default") : nil
    }

    private static func serviceCIDRs(_ reader: SettingReader) throws(ConfigurationError) -> [AddressPrefix] {
        guard let settings = reader.given(.serviceCIDRs) else { return [AddressPrefix("10.96.0.0/12")].compactMap(\.self) }
        var prefixes: [AddressPrefix] = []
        for setting in settings {
            let prefix = try setting.addressPrefix()
            if let other = prefixes.first(where: { $0.family == prefix.family }) {
                throw setting.error("is the second range of \(prefix.family): each family has one, and \(other) is that")
            }
            prefixes.append(prefix)
        }
        return prefixes
    }
}

extension Setting {
    fileprivate func logLevel() throws(ConfigurationError) -> Logger.Level {
        guard let level = Logger.Level(rawValue: text) else {
            throw error("is no level: write one of \(Logger.Level.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        return level
    }

    fileprivate func logFormat() throws(ConfigurationError) -> LogFormat {
        guard let format = LogFormat(rawValue: text) else { throw error("is no format: write text or json") }
        return format
    }
}
