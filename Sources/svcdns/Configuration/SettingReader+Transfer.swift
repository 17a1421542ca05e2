import DNSModel

extension SettingReader {
    /// The clients that zones are transferred to.
    func transferClients() throws(ConfigurationError) -> [AddressPrefix] {
        try distinctPrefixes(.zoneTransferAllow).map(\.prefix)
    }

    /// What is allowed, but hardly meant: zones for more clients than anybody has secondary servers.
    func transferWarnings() throws(ConfigurationError) -> [String] {
        try distinctPrefixes(.zoneTransferAllow).filter { $0.prefix.length < Self.usualLength(of: $0.prefix.family) }.map { setting, _ in
            setting.warning("so many clients may copy whole zones: name the ranges of your secondary servers")
        }
    }

    /// No allocation of addresses is larger.
    private static func usualLength(of family: AddressFamily) -> Int {
        switch family {
        case .ipv4: 8
        case .ipv6: 32
        }
    }
}
