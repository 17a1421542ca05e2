/// `type` of an address of a Node.
enum NodeAddressType: String, CaseIterable {
    case externalIP = "ExternalIP"
    case internalIP = "InternalIP"
    case hostname = "Hostname"
    case internalDNS = "InternalDNS"
    case externalDNS = "ExternalDNS"

    /// Whether clients can reach a Node's ports at it; the others are names.
    var isAddress: Bool {
        switch self {
        case .externalIP, .internalIP: true
        case .hostname, .internalDNS, .externalDNS: false
        }
    }
}
