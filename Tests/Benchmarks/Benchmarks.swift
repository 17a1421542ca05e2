import ArgumentParser

/// The program: its commands and nothing else.
@main
struct Benchmarks: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "Benchmarks",
        abstract: "Measures svcdns, and other servers beside it. README.md says how to read what comes.",
        subcommands: [
            PeersCommand.self, MixesCommand.self, MicroCommand.self, ReloadCommand.self, ScaleCommand.self, NoisyCommand.self,
            SoakCommand.self,
            EchoCommand.self,
        ])
}
