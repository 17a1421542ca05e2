package import DNSModel

/// A Service as it was declared and accepted; its missing cluster IPs are not yet allocated.
package final class ServiceObject: Sendable {
    /// Which Service.
    package let key: ServiceKey
    /// What service selectors look at.
    package let labels: [String: String]
    /// What stands in front of the containers.
    package let addressing: ServiceAddressing
    /// The ports, in their order; none are needed for a headless Service or an ExternalName.
    package let ports: [ServicePort]
    /// The labels that a Pod must all have; empty: no Pod is selected.
    package let selector: [String: String]
    /// Whether endpoints are published before they are ready (`publishNotReadyAddresses`).
    package let publishesNotReadyAddresses: Bool
    /// Where the Service is reached from outside the cluster.
    package let exposure: ServiceExposure
    /// What its annotations ask for.
    package let settings: ServiceSettings

    /// A Service of these parts.
    package init(
        key: ServiceKey, labels: [String: String] = [:], addressing: ServiceAddressing, ports: [ServicePort] = [],
        selector: [String: String] = [:], publishesNotReadyAddresses: Bool = false, exposure: ServiceExposure = ServiceExposure(),
        settings: ServiceSettings = ServiceSettings()
    ) {
        self.key = key
        self.labels = labels
        self.addressing = addressing
        self.ports = ports
        self.selector = selector
        self.publishesNotReadyAddresses = publishesNotReadyAddresses
        self.exposure = exposure
        self.settings = settings
    }
}

extension ServiceObject: Hashable {
    /// Whether all parts are the same.
    package static func == (left: ServiceObject, right: ServiceObject) -> Bool {
        left === right
            || (left.key, left.labels, left.addressing, left.ports) == (right.key, right.labels, right.addressing, right.ports)
                && (left.selector, left.publishesNotReadyAddresses) == (right.selector, right.publishesNotReadyAddresses)
                && (left.exposure, left.settings) == (right.exposure, right.settings)
    }

    /// By what tells Services apart.
    package func hash(into hasher: inout Hasher) {
        hasher.combine(key)
    }
}

/// What stands in front of a Service's containers.
package enum ServiceAddressing: Hashable, Sendable {
    /// Cluster IPs: one for each family (one or two, the first is the primary), each named by the manifest or to be allocated.
    case clusterIP([ClusterIPClaim])
    /// No address of its own (`clusterIP: None`): its ready endpoints answer. The families are those of derived endpoints.
    case headless(families: [AddressFamily])
    /// An alias of a name (`type: ExternalName`).
    case externalName(DomainName)
}

/// One cluster IP that a Service asks for.
package enum ClusterIPClaim: Hashable, Sendable {
    /// The manifest names the address.
    case named(IPAddress)
    /// Any free address of this family.
    case allocated(AddressFamily)

    /// The family of the address.
    package var family: AddressFamily {
        switch self {
        case .named(let address): address.family
        case .allocated(let family): family
        }
    }
}

/// One port of a Service.
package struct ServicePort: Hashable, Sendable {
    /// The port's name, a DNS-1123 label; nil where the only port has none.
    package let name: Label?
    /// The transport protocol.
    package let transport: TransportProtocol
    /// The port that clients of the cluster IP use: 1...65535.
    package let number: UInt16
    /// The port of the containers.
    package let target: TargetPort
    /// The port on every node of a NodePort or LoadBalancer Service, where the manifest names one.
    package let nodePort: UInt16?

    /// A port of these parts.
    package init(name: Label?, transport: TransportProtocol, number: UInt16, target: TargetPort, nodePort: UInt16? = nil) {
        self.name = name
        self.transport = transport
        self.number = number
        self.target = target
        self.nodePort = nodePort
    }
}

/// The port of the containers behind a Service's port.
package enum TargetPort: Hashable, Sendable {
    /// The same number in every Pod.
    case number(UInt16)
    /// A container port's name, looked up Pod by Pod.
    case name(String)
}

/// The transport protocols of a port.
package enum TransportProtocol: Hashable, Sendable, CaseIterable {
    case tcp
    case udp
    case sctp

    /// As manifests spell it.
    package var manifestName: String {
        switch self {
        case .tcp: "TCP"
        case .udp: "UDP"
        case .sctp: "SCTP"
        }
    }
}

/// Where a Service is reached from outside the cluster: what the external zones answer from.
package struct ServiceExposure: Hashable, Sendable {
    /// How the nodes or a load balancer expose the Service.
    package let kind: ExposureKind
    /// `externalIPs`.
    package let externalIPs: [IPAddress]
    /// `status.loadBalancer.ingress`, addresses and host names in their order.
    package let ingress: [LoadBalancerIngress]

    /// An exposure of these parts; by default none.
    package init(kind: ExposureKind = .clusterOnly, externalIPs: [IPAddress] = [], ingress: [LoadBalancerIngress] = []) {
        self.kind = kind
        self.externalIPs = externalIPs
        self.ingress = ingress
    }
}

/// How a Service's `type` exposes it.
package enum ExposureKind: Hashable, Sendable {
    case clusterOnly
    case nodePort
    case loadBalancer
}

/// One point where a load balancer takes traffic for a Service.
package enum LoadBalancerIngress: Hashable, Sendable {
    case address(IPAddress)
    case hostname(DomainName)
}
