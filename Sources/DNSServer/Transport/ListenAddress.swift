package import DNSModel

/// An address and port to listen on, as `--listen` has it.
package struct ListenAddress: Hashable, Sendable {
    /// The address; unspecified for every address of the family.
    package let address: IPAddress
    /// The interface of a link-local IPv6 address, by name or number.
    package let interface: String?
    /// The port; 0 for one that the kernel picks.
    package let port: UInt16

    /// The port of DNS (RFC 1035 §4.2).
    package static let defaultPort: UInt16 = 53

    /// An address of these parts.
    package init(_ address: IPAddress, interface: String? = nil, port: UInt16 = defaultPort) {
        self.address = address
        self.interface = interface
        self.port = port
    }

    /// `127.0.0.1:53`, `[::1]:53`, `[fe80::1%eth0]:53`, or any of them without the port. IPv6 is always in brackets: the last
    /// part of `::1:5353` is a port to who writes it, and part of an address to who reads it.
    package init?(_ text: some StringProtocol) {
        guard let parts = AddressText(text), (parts.address.family == .ipv6) == parts.isBracketed else { return nil }
        self.init(parts.address, interface: parts.zone, port: parts.port ?? Self.defaultPort)
    }
}

extension ListenAddress: CustomStringConvertible {
    /// As `init(_:)` reads it, the port always there.
    package var description: String {
        AddressText.text(address, zone: interface, port: port)
    }
}
