package import DNSModel
package import ServiceRegistry

/// Who is answered at all: an open resolver would be used against others.
package struct AccessRules: Sendable {
    private let prefixes: [AddressPrefix]

    /// Loopback, private and link-local addresses, and those shared by carriers (RFC 1918, 3927, 4193, 6598).
    package static let defaultPrefixes = [
        "127.0.0.0/8", "::1/128", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "169.254.0.0/16", "fc00::/7",
        "fe80::/10",
    ].compactMap { AddressPrefix($0) }

    /// Rules that let these in.
    package init(_ prefixes: [AddressPrefix]) {
        self.prefixes = prefixes
    }

    /// Whether a client with this address is answered: one of the prefixes, a Pod or a Node, for which alone the snapshot is looked
    /// into. A datagram may forge it: whoever is not answered must not be sent more than came.
    package func allows(_ address: IPAddress, in snapshot: @autoclosure () -> RegistrySnapshot) -> Bool {
        let prefixes = prefixes.span
        for index in prefixes.indices where prefixes[index].contains(address) { return true }
        return snapshot().hasClient(at: address)
    }
}
