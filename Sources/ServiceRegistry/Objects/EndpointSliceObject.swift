package import DNSModel

/// Endpoints of one Service: an EndpointSlice, or one subset of an Endpoints object in the same shape.
package final class EndpointSliceObject: Sendable {
    /// The name of the object: the slices of a Service are in the order of their names, whichever was read first.
    package let name: String
    /// The Service that these endpoints stand behind.
    package let service: ServiceKey
    /// Which kind of object said so: slices win over Endpoints, so that mirrored ones are not doubled.
    package let origin: EndpointOrigin
    /// The endpoints, in their order.
    package let endpoints: [EndpointObject]
    /// The ports that every one of them has.
    package let ports: [EndpointPort]

    /// A slice of these parts.
    package init(name: String = "", service: ServiceKey, origin: EndpointOrigin, endpoints: [EndpointObject], ports: [EndpointPort]) {
        self.name = name
        self.service = service
        self.origin = origin
        self.endpoints = endpoints
        self.ports = ports
    }
}

extension EndpointSliceObject: Hashable {
    /// Whether all parts are the same.
    package static func == (left: EndpointSliceObject, right: EndpointSliceObject) -> Bool {
        left === right
            || (left.name, left.service, left.origin) == (right.name, right.service, right.origin)
                && (left.endpoints, left.ports) == (right.endpoints, right.ports)
    }

    /// By what tells most slices apart.
    package func hash(into hasher: inout Hasher) {
        hasher.combine(name)
        hasher.combine(service)
        hasher.combine(origin)
    }
}

/// Which kind of object gave an endpoint.
package enum EndpointOrigin: Hashable, Sendable {
    case endpointSlice
    case endpoints
    /// A slice of a ServiceImport, with the identifier of the cluster that it came from (KEP-1645).
    case importedSlice(cluster: Label)

    /// The cluster that an imported slice came from.
    var cluster: Label? {
        switch self {
        case .endpointSlice, .endpoints: nil
        case .importedSlice(let cluster): cluster
        }
    }
}

/// One endpoint of a slice, in 80 octets and what its names take.
package struct EndpointObject: Hashable, Sendable {
    /// Nearly every endpoint has one address: that takes no array.
    private let firstAddress: IPAddress?
    /// Whether it is ready; unset counts as ready.
    package let isReady: Bool
    private let otherAddresses: [IPAddress]
    /// `hostname`.
    package let hostname: Label?
    /// The Pod behind it (`targetRef` of kind Pod).
    package let podName: String?
    /// The topology zone (`zone`).
    package let zone: Label?
    /// The Node that it runs on (`nodeName`).
    package let nodeName: String?

    /// An endpoint of these parts.
    package init(
        addresses: [IPAddress], hostname: Label? = nil, isReady: Bool = true, podName: String? = nil, zone: Label? = nil,
        nodeName: String? = nil
    ) {
        firstAddress = addresses.first
        otherAddresses = Array(addresses.dropFirst())
        self.hostname = hostname
        self.isReady = isReady
        self.podName = podName
        self.zone = zone
        self.nodeName = nodeName
    }

    /// Its addresses; more than one are interchangeable.
    package var addresses: [IPAddress] {
        firstAddress.map { [$0] + otherAddresses } ?? []
    }
}

/// A port that an endpoint listens on.
package struct EndpointPort: Hashable, Sendable {
    /// The name of the Service's port that it stands behind; nil where that has none.
    package let name: Label?
    /// The transport protocol.
    package let transport: TransportProtocol
    /// 1...65535.
    package let number: UInt16

    /// A port of these parts.
    package init(name: Label?, transport: TransportProtocol, number: UInt16) {
        self.name = name
        self.transport = transport
        self.number = number
    }
}
