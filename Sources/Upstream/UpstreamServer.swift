package import DNSModel

/// A server that names outside the cluster are asked of.
package struct UpstreamServer: Hashable, Sendable {
    /// Its address.
    package let address: IPAddress
    /// The interface of a link-local IPv6 address (RFC 4007 §11), by name or number.
    package let zone: String?
    /// Its port, for UDP and TCP.
    package let port: UInt16

    /// The port of DNS (RFC 1035 §4.2).
    package static let defaultPort: UInt16 = 53

    /// A server of these parts.
    package init(_ address: IPAddress, zone: String? = nil, port: UInt16 = defaultPort) {
        self.address = address
        self.zone = zone
        self.port = port
    }
}
