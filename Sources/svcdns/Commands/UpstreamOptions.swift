import ArgumentParser

/// The flags about whom is asked and who is answered.
struct UpstreamOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Server that names outside the cluster are asked of, or the word recursive; repeatable. (default: those of /etc/resolv.conf)",
            valueName: "address:port"))
    var upstream: [String] = []

    @Flag(help: "Nothing is asked of other servers: names outside the cluster are refused.")
    var noUpstream = false

    @Option(help: ArgumentHelp("Range of clients that are answered; repeatable. (default: private addresses)", valueName: "cidr"))
    var allow: [String] = []

    /// The settings that were given.
    var settings: [ConfigurationKey: [Setting]] {
        [
            .upstreamServers: upstream.map { Setting(text: $0, origin: .flag("--upstream")) },
            .accessAllow: allow.map { Setting(text: $0, origin: .flag("--allow")) },
        ]
    }

    /// The keys that have no value then, whatever the file says.
    func emptied() throws(ConfigurationError) -> [ConfigurationKey] {
        guard noUpstream else { return [] }
        guard upstream.isEmpty else {
            throw ConfigurationError("--no-upstream and --upstream contradict each other: leave one of the two out")
        }
        return [.upstreamServers, .upstreamZones]
    }
}
