package import DNSModel

/// A server that names outside the cluster are asked of.
package struct UpstreamServer: Hashable, Sendable {
    /// Its address.
    package let address: IPAddress
    /// The interface of a link-local IPv6 address (RFC 4007 §11), by name or number.
    package let interface: String?
    /// Its port, for UDP and TCP.
    package let port: UInt16

    /// The port of DNS (RFC 1035 §4.2).
    package static let defaultPort: UInt16 = 53

    /// A server of these parts.
    package init(_ address: IPAddress, interface: String? = nil, port: UInt16 = defaultPort) {
        self.address = address
        self.interface = interface
        self.port = port
    }

    /// Reads `10.0.0.2`, `10.0.0.2:53`, `fd00::1`, `[fd00::1]:53`, `fe80::1%eth0` or `[fe80::1%eth0]:53`; IPv6 with a port is in
    /// brackets.
    package init?(_ text: some StringProtocol) {
        guard let parts = AddressText(text) else { return nil }
        self.init(parts.address, interface: parts.zone, port: parts.port ?? Self.defaultPort)
    }
}

extension UpstreamServer: CustomStringConvertible {
    /// As `init(_:)` reads it, the port always there.
    package var description: String {
        AddressText.text(address, zone: interface, port: port)
    }
}
