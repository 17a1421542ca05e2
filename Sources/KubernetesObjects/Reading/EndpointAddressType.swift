import DNSModel

/// `addressType` of an EndpointSlice.
enum EndpointAddressType: String, ManifestChoice {
    case ipv4 = "IPv4"
    case ipv6 = "IPv6"
    case fullyQualifiedDomainName = "FQDN"

    var manifestName: String { rawValue }

    /// The family of the addresses; nil for names.
    var family: AddressFamily? {
        switch self {
        case .ipv4: .ipv4
        case .ipv6: .ipv6
        case .fullyQualifiedDomainName: nil
        }
    }
}
