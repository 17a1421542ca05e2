import ServiceRegistry

/// A port as `TCP port 80`.
struct ProtocolAndPort: Hashable, CustomStringConvertible {
    let transport: TransportProtocol
    let number: UInt16

    var description: String {
        "\(transport.manifestName) port \(number)"
    }
}
