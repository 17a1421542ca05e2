package import DNSModel

/// Something that a Service asks for and that no other Service can have.
package struct Claim: Hashable, Sendable {
    /// What is asked for.
    package let resource: ClaimedResource
    /// The field that asks.
    package let place: FieldPlace

    /// A claim of these parts.
    package init(_ resource: ClaimedResource, at place: FieldPlace) {
        self.resource = resource
        self.place = place
    }
}

/// What only one Service can have.
package enum ClaimedResource: Hashable, Sendable {
    /// An address that a manifest names in `clusterIP` or `clusterIPs`.
    case clusterIP(IPAddress)
    /// A port of every node, whatever the protocol: `nodePort` and `healthCheckNodePort` alike.
    case nodePort(UInt16)
}
