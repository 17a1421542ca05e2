/// The kinds of objects that names depend on.
package enum ObjectKind: String, Hashable, Sendable, CaseIterable {
    case namespace = "Namespace"
    case service = "Service"
    case pod = "Pod"
    case endpointSlice = "EndpointSlice"
    case endpoints = "Endpoints"

    /// The one version of the kind that is read.
    package var apiVersion: String {
        switch self {
        case .namespace, .service, .pod, .endpoints: "v1"
        case .endpointSlice: "discovery.k8s.io/v1"
        }
    }

    /// Whether its objects live in a namespace.
    package var isNamespaced: Bool {
        switch self {
        case .namespace: false
        case .service, .pod, .endpointSlice, .endpoints: true
        }
    }

    /// The fields of an object of this kind.
    var fieldNames: FieldNames {
        switch self {
        case .namespace, .service, .pod: .object
        case .endpointSlice: .endpointSlice
        case .endpoints: .endpoints
        }
    }

    /// The fields of its `spec`; nil for a kind that has none, or none that is read.
    var specFieldNames: FieldNames? {
        switch self {
        case .service: .serviceSpec
        case .pod: .podSpec
        case .namespace, .endpointSlice, .endpoints: nil
        }
    }
}
