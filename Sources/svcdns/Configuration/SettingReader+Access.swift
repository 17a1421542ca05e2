import DNSModel
import DNSServer

extension SettingReader {
    /// The clients that are answered, beside Pods and Nodes; nil: nothing is said of them.
    func clients() throws(ConfigurationError) -> [AddressPrefix]? {
        guard given(.accessAllow) != nil else { return nil }
        return try distinctPrefixes(.accessAllow).map(\.prefix)
    }

    /// The clients that zones are transferred to.
    func transferClients() throws(ConfigurationError) -> [AddressPrefix] {
        try distinctPrefixes(.zoneTransferAllow).map(\.prefix)
    }

    /// What is allowed, but hardly meant.
    func clientWarnings(_ server: ServerConfiguration) throws(ConfigurationError) -> [String] {
        try openResolverWarnings(server) + transferWarnings() + strangerWarnings(server)
    }

    /// Without upstream an answer to everybody is what public zones are for.
    private func openResolverWarnings(_ server: ServerConfiguration) throws(ConfigurationError) -> [String] {
        guard server.upstream.isUsed else { return [] }
        return try wideRanges(.accessAllow).filter { wide in !AccessRules.defaultPrefixes.contains { $0.contains(wide.prefix) } }
            .map { setting, _ in
                setting.warning("makes this an open resolver, which is used to attack others: name the ranges of your clients")
            }
    }

    /// Zones for more clients than anybody has secondary servers.
    private func transferWarnings() throws(ConfigurationError) -> [String] {
        try wideRanges(.zoneTransferAllow).map { setting, _ in
            setting.warning("so many clients may copy whole zones: name the ranges of your secondary servers")
        }
    }

    private func strangerWarnings(_ server: ServerConfiguration) throws(ConfigurationError) -> [String] {
        try distinctPrefixes(.zoneTransferAllow)
            .filter { transfer in !server.clients.contains { $0.contains(transfer.prefix) } }
            .map { setting, _ in
                setting.warning("access.allow does not have all of it, and who is not there is refused before a transfer: add it there")
            }
    }

    private func wideRanges(_ key: ConfigurationKey) throws(ConfigurationError) -> [(setting: Setting, prefix: AddressPrefix)] {
        try distinctPrefixes(key).filter { $0.prefix.length < Self.usualLength(of: $0.prefix.family) }
    }

    /// No allocation of addresses is larger.
    private static func usualLength(of family: AddressFamily) -> Int {
        switch family {
        case .ipv4: 8
        case .ipv6: 32
        }
    }
}

extension AddressPrefix {
    /// Whether every address of the other range lies in this one.
    fileprivate func contains(_ other: AddressPrefix) -> Bool {
        length <= other.length && contains(other.base)
    }
}
