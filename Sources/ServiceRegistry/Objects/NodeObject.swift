package import DNSModel

/// A Node, as far as names depend on it: its addresses stand behind node ports, its zone is that of its Pods.
package struct NodeObject: Hashable, Sendable {
    /// The name, which Pods and endpoints refer to.
    package let name: String
    /// `status.addresses` of type ExternalIP.
    package let externalAddresses: [IPAddress]
    /// `status.addresses` of type InternalIP.
    package let internalAddresses: [IPAddress]
    /// The topology zone (label `topology.kubernetes.io/zone`).
    package let zone: Label?

    /// A Node of these parts.
    package init(name: String, externalAddresses: [IPAddress] = [], internalAddresses: [IPAddress] = [], zone: Label? = nil) {
        self.name = name
        self.externalAddresses = externalAddresses
        self.internalAddresses = internalAddresses
        self.zone = zone
    }

    /// Where clients outside the cluster reach its ports: the ExternalIPs, else the InternalIPs.
    package var reachableAddresses: [IPAddress] {
        externalAddresses.isEmpty ? internalAddresses : externalAddresses
    }
}
