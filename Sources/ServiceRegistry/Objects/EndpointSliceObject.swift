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
        var shared: Set<EndpointRest> = []
        self.endpoints = endpoints.map { $0.sharing(&shared) }
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

/// One endpoint of a slice, in 56 octets and what its names take.
package struct EndpointObject: Hashable, Sendable {
    /// Nearly every endpoint has one address: that takes no array.
    private let firstAddress: IPAddress?
    /// Whether it is ready; unset counts as ready.
    package let isReady: Bool
    /// `hostname`.
    package let hostname: Label?
    /// The Pod behind it (`targetRef` of kind Pod).
    package let podName: String?
    private let rest: EndpointRest?

    /// An endpoint of these parts.
    package init(
        addresses: [IPAddress], hostname: Label? = nil, isReady: Bool = true, podName: String? = nil, zone: Label? = nil,
        nodeName: String? = nil
    ) {
        let rest = EndpointRest(otherAddresses: Array(addresses.dropFirst()), zone: zone, nodeName: nodeName)
        self.init(firstAddress: addresses.first, hostname: hostname, isReady: isReady, podName: podName, rest: rest.isEmpty ? nil : rest)
    }

    private init(firstAddress: IPAddress?, hostname: Label?, isReady: Bool, podName: String?, rest: EndpointRest?) {
        self.firstAddress = firstAddress
        self.isReady = isReady
        self.hostname = hostname
        self.podName = podName
        self.rest = rest
    }

    /// Its addresses; more than one are interchangeable.
    package var addresses: [IPAddress] {
        firstAddress.map { [$0] + (rest?.otherAddresses ?? []) } ?? []
    }

    /// The topology zone (`zone`).
    package var zone: Label? { rest?.zone }

    /// The Node that it runs on (`nodeName`).
    package var nodeName: String? { rest?.nodeName }

    /// The same, where it says what another endpoint says that many have in common, in one object with that.
    func sharing(_ shared: inout Set<EndpointRest>) -> EndpointObject {
        let common = rest.map { shared.insert($0).memberAfterInsert }
        return EndpointObject(firstAddress: firstAddress, hostname: hostname, isReady: isReady, podName: podName, rest: common)
    }
}

/// What many endpoints have not, or have in common.
final class EndpointRest: Sendable {
    let otherAddresses: [IPAddress]
    let zone: Label?
    let nodeName: String?

    init(otherAddresses: [IPAddress], zone: Label?, nodeName: String?) {
        self.otherAddresses = otherAddresses
        self.zone = zone
        self.nodeName = nodeName
    }

    var isEmpty: Bool {
        otherAddresses.isEmpty && zone == nil && nodeName == nil
    }
}

extension EndpointRest: Hashable {
    static func == (left: EndpointRest, right: EndpointRest) -> Bool {
        left === right || (left.otherAddresses, left.zone, left.nodeName) == (right.otherAddresses, right.zone, right.nodeName)
    }

    func hash(into hasher: inout Hasher) {
        hasher.combine(otherAddresses)
        hasher.combine(zone)
        hasher.combine(nodeName)
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
