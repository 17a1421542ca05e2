import DNSModel
import DNSServer
import KubernetesObjects
import Logging

/// Everything that is fixed when the server starts.
struct Settings {
    let server: ServerConfiguration
    let logLevel: Logger.Level
    let logFormat: LogFormat

    /// Reads every setting; the first that cannot be used is the error.
    init(_ reader: SettingReader) throws(ConfigurationError) {
        let serviceCIDRs = try Self.serviceCIDRs(reader)
        let namespace = try reader.value(.shortNamesDefaultNamespace) { setting throws(ConfigurationError) in try setting.label() }
        let shortNames = try reader.value(.shortNamesEnabled) { setting throws(ConfigurationError) in try setting.boolean() }
        let clusterDomain = try reader.value(.clusterDomain) { setting throws(ConfigurationError) in try setting.clusterDomain() }
        server = ServerConfiguration(
            listen: try reader.values(.listen) { setting throws(ConfigurationError) in try setting.listenAddress() },
            manifestDirectories: reader.given(.manifests)?.map(\.text) ?? ["/etc/svcdns/manifests"],
            stateDirectory: reader.given(.stateDirectory)?.last?.text,
            rules: ValidationRules(
                clusterDomain: clusterDomain ?? "cluster.local", serviceCIDRs: serviceCIDRs, defaultNamespace: "default",
                shortNamesEnabled: shortNames ?? true),
            shortNameNamespace: shortNames ?? true ? namespace ?? "default" : nil,
            timeToLive: try reader.value(.recordsTTL) { setting throws(ConfigurationError) in try setting.timeToLive() } ?? 5,
            version: Version.number,
            nameServerAddresses: try reader.values(.nameServerAddresses) { setting throws(ConfigurationError) in
                try setting.address()
            } ?? [])
        logLevel = try reader.value(.logLevel) { setting throws(ConfigurationError) in try setting.logLevel() } ?? .info
        logFormat = try reader.value(.logFormat) { setting throws(ConfigurationError) in try setting.logFormat() } ?? .text
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
