import ArgumentParser

/// The program: its commands and nothing else.
@main
struct Svcdns: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "svcdns",
        abstract: "Gives containers stable names: answers DNS from Kubernetes manifests.",
        version: Version.number,
        subcommands: [ServeCommand.self, CheckCommand.self])
}
