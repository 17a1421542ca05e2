import ArgumentParser
import DNSServer
import KubernetesObjects

/// `svcdns check [DIR...]`: what `serve` would make of these directories, with nothing served.
struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Reads manifests as serve does and prints every problem; nothing is served.",
        discussion: """
            Each problem is a line: file:line:column: error|warning|note: kind namespace/name: field: what is wrong.
            The exit status is 1 when there are errors (with --strict: or warnings), else 0.
            """)

    @Argument(help: "Directories with manifests, sub-directories included. (default: those that serve would read)")
    var directories: [String] = []

    @Flag(help: "Warnings give exit status 1 too.")
    var strict = false

    @OptionGroup var zone: ZoneOptions

    @Option(name: .customLong("config"), help: ArgumentHelp("A YAML file with settings; flags win over it.", valueName: "file"))
    var configurationFile: String?

    func run() throws {
        try reportingErrors {
            let settings = try Settings(SettingReader(file: self.configuration(configurationFile), flags: zone.settings))
            var configuration = settings.server
            if !directories.isEmpty { configuration.manifestDirectories = directories }
            let report = ManifestCheck(configuration)
            let elsewhere = settings.warnings + report.exposureWarnings
            for warning in elsewhere { print(warning) }
            for problem in report.problems { print(problem) }
            print(report.summary(warningsElsewhere: elsewhere.count))
            let warnings = report.count(of: .warning) + elsewhere.count
            if report.count(of: .error) > 0 || strict && warnings > 0 { throw ExitCode(1) }
        }
    }
}
