import DNSServer
import Logging

/// Everything that is fixed when the server starts.
package struct Settings {
    let server: ServerConfiguration
    let logLevel: Logger.Level
    let logFormat: LogFormat
    /// What is odd about them, a line each.
    package let warnings: [String]
    /// What is as it should be, and may surprise who does not know it, a line each.
    package let warningsAtStart: [String]

    /// Reads every setting; the first that cannot be used is the error.
    package init(_ reader: SettingReader) throws(ConfigurationError) {
        let zones = try reader.zones()
        var server = ServerConfiguration(zones: zones)
        server.serviceCIDRs = try reader.serviceCIDRs() ?? server.serviceCIDRs
        server.exposure = try reader.exposure()
        server.namesEndpointsByPod = try reader.value(.recordsEndpointPodNames, Setting.boolean) ?? false
        server.listen = try reader.values(.listen, Setting.listenAddress)
        server.workers = try reader.value(.workers, Setting.workers)
        server.connections = try reader.connections()
        server.manifestDirectories = reader.given(.manifests)?.map(\.text) ?? ["/etc/svcdns/manifests"]
        server.stateDirectory = try reader.value(.stateDirectory, Setting.directoryPath)
        server.transferClients = try reader.transferClients()
        server.upstream = try reader.upstream(beside: zones)
        server.clients = try reader.clients() ?? server.clients
        server.limits = try reader.limits()
        server.identity = try reader.value(.identity, Setting.identity) ?? []
        server.lameDuck = try reader.value(.lameDuck, Setting.lameDuck) ?? server.lameDuck
        server.handover = try reader.value(.handover, Setting.socketPath)
        self.server = server
        logLevel = try reader.value(.logLevel, Setting.logLevel) ?? .info
        logFormat = try reader.value(.logFormat, Setting.logFormat) ?? .text
        warnings = try reader.clientWarnings(server)
        warningsAtStart = reader.hidingWarnings(server)
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
