import ArgumentParser
import DNSServer
import Logging

/// `svcdns serve`: answers until it is told to end.
struct ServeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Answers DNS from a watched directory of Kubernetes manifests.",
        discussion: "SIGHUP reads all manifests again; SIGTERM and SIGINT end the server.")

    @Option(name: .customLong("config"), help: ArgumentHelp("A YAML file with settings; flags win over it.", valueName: "file"))
    var configurationFile: String?

    @Option(
        help: ArgumentHelp(
            "Address to listen on, UDP and TCP; repeatable; port 0 picks one. (default: 0.0.0.0:53 and [::]:53)", valueName: "address:port")
    )
    var listen: [String] = []

    @Option(help: ArgumentHelp("Directory with manifests; repeatable. (default: /etc/svcdns/manifests)", valueName: "dir"))
    var manifests: [String] = []

    @Option(help: ArgumentHelp("Where allocated addresses are kept over restarts. (default: nowhere)", valueName: "dir"))
    var stateDirectory: String?

    @Option(help: ArgumentHelp("Namespace of single-label names asked by a client that is no Pod. (default: default)", valueName: "name"))
    var defaultNamespace: String?

    @Option(help: ArgumentHelp("TTL of records in seconds, 0 to 3600. (default: 5)", valueName: "seconds"))
    var ttl: String?

    @Option(help: ArgumentHelp("Names of Pods by address: disabled, insecure or verified. (default: verified)", valueName: "mode"))
    var pods: String?

    @Option(help: ArgumentHelp("Range of clients that may copy whole zones; repeatable. (default: nobody)", valueName: "cidr"))
    var allowTransfer: [String] = []

    @Option(help: ArgumentHelp("trace, debug, info, notice, warning, error or critical. (default: info)", valueName: "level"))
    var logLevel: String?

    @Option(help: ArgumentHelp("text or json. (default: text)", valueName: "format"))
    var logFormat: String?

    @OptionGroup var zone: ZoneOptions

    @OptionGroup var upstream: UpstreamOptions

    func run() throws {
        try reportingErrors {
            let settings = try Settings(
                SettingReader(file: configuration(configurationFile), flags: flags, emptied: upstream.emptied()))
            do {
                try ServerProcess.run(settings)
            } catch {
                StandardError.writeLine(settings.logFormat.line(.critical, "\(error)"))
                throw ExitCode(1)
            }
        }
    }

    private var flags: [ConfigurationKey: [Setting]] {
        zone.settings.merging(upstream.settings) { $1 }.merging([
            .listen: listen.map { Setting(text: $0, origin: .flag("--listen")) },
            .manifests: manifests.map { Setting(text: $0, origin: .flag("--manifests")) },
            .stateDirectory: [Setting(stateDirectory, "--state-directory")].compactMap(\.self),
            .shortNamesDefaultNamespace: [Setting(defaultNamespace, "--default-namespace")].compactMap(\.self),
            .recordsTTL: [Setting(ttl, "--ttl")].compactMap(\.self),
            .recordsPods: [Setting(pods, "--pods")].compactMap(\.self),
            .zoneTransferAllow: allowTransfer.map { Setting(text: $0, origin: .flag("--allow-transfer")) },
            .logLevel: [Setting(logLevel, "--log-level")].compactMap(\.self),
            .logFormat: [Setting(logFormat, "--log-format")].compactMap(\.self),
        ]) { $1 }
    }
}
