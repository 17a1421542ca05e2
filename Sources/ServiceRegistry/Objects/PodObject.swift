package import DNSModel

/// A Pod, as far as names and endpoints depend on it.
package final class PodObject: Sendable {
    /// The namespace.
    package let namespace: Label
    /// The name: a DNS-1123 subdomain, which may have dots.
    package let name: String
    /// What selectors look at.
    package let labels: [String: String]
    /// `status.podIPs` (or `podIP`), the primary first.
    package let addresses: [IPAddress]
    /// Whether it ended (`Succeeded` or `Failed`): it has no names any more.
    package let hasEnded: Bool
    /// Whether it takes traffic: by its Ready condition; without any condition yes; with a `deletionTimestamp` no.
    package let isReady: Bool
    /// Whether it shares the node's addresses: these say nothing about who asks.
    package let usesHostNetwork: Bool
    /// `spec.hostname`.
    package let hostname: Label?
    /// `spec.subdomain`: the Service under which `hostname` is a name.
    package let subdomain: Label?
    /// The named ports of its containers.
    package let ports: [ContainerPort]
    /// The Node that it runs on (`spec.nodeName`).
    package let nodeName: String?
    /// What its annotations say of SRV records that name it.
    package let locationPreference: LocationPreference

    /// A Pod of these parts.
    package init(
        namespace: Label, name: String, labels: [String: String] = [:], addresses: [IPAddress] = [], hasEnded: Bool = false,
        isReady: Bool = true, usesHostNetwork: Bool = false, hostname: Label? = nil, subdomain: Label? = nil, ports: [ContainerPort] = [],
        nodeName: String? = nil, locationPreference: LocationPreference = LocationPreference()
    ) {
        self.namespace = namespace
        self.name = name
        self.labels = labels
        self.addresses = addresses
        self.hasEnded = hasEnded
        self.isReady = isReady
        self.usesHostNetwork = usesHostNetwork
        self.hostname = hostname
        self.subdomain = subdomain
        self.ports = ports
        self.nodeName = nodeName
        self.locationPreference = locationPreference
    }
}

extension PodObject: Hashable {
    /// Whether all parts are the same.
    package static func == (left: PodObject, right: PodObject) -> Bool {
        left === right
            || (left.namespace, left.name, left.labels, left.addresses) == (right.namespace, right.name, right.labels, right.addresses)
                && (left.hasEnded, left.isReady, left.usesHostNetwork) == (right.hasEnded, right.isReady, right.usesHostNetwork)
                && (left.hostname, left.subdomain, left.ports) == (right.hostname, right.subdomain, right.ports)
                && (left.nodeName, left.locationPreference) == (right.nodeName, right.locationPreference)
    }

    /// By what tells Pods apart.
    package func hash(into hasher: inout Hasher) {
        hasher.combine(namespace)
        hasher.combine(name)
    }
}

/// A named port of a Pod's container.
package struct ContainerPort: Hashable, Sendable {
    /// The name that a Service's `targetPort` may use.
    package let name: String
    /// The transport protocol.
    package let transport: TransportProtocol
    /// 1...65535.
    package let number: UInt16

    /// A port of these parts.
    package init(name: String, transport: TransportProtocol, number: UInt16) {
        self.name = name
        self.transport = transport
        self.number = number
    }
}
