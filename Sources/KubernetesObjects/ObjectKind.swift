/// The kinds of objects that names depend on.
package enum ObjectKind: String, Hashable, Sendable, CaseIterable {
    case namespace = "Namespace"
    case service = "Service"
    case serviceImport = "ServiceImport"
    case pod = "Pod"
    case node = "Node"
    case endpointSlice = "EndpointSlice"
    case endpoints = "Endpoints"

    /// The one version of the kind that is read.
    package var apiVersion: String {
        switch self {
        case .namespace, .service, .pod, .node, .endpoints: "v1"
        case .serviceImport: "multicluster.x-k8s.io/v1alpha1"
        case .endpointSlice: "discovery.k8s.io/v1"
        }
    }

    /// Whether its objects live in a namespace.
    package var isNamespaced: Bool {
        switch self {
        case .namespace, .node: false
        case .service, .serviceImport, .pod, .endpointSlice, .endpoints: true
        }
    }

    /// The fields of an object of this kind.
    var fieldNames: FieldNames {
        switch self {
        case .namespace, .service, .serviceImport, .pod, .node: .object
        case .endpointSlice: .endpointSlice
        case .endpoints: .endpoints
        }
    }

    /// The fields of its `spec`; nil for a kind that has none, or none that is read.
    var specFieldNames: FieldNames? {
        switch self {
        case .service: .serviceSpec
        case .serviceImport: .serviceImportSpec
        case .pod: .podSpec
        case .namespace, .node, .endpointSlice, .endpoints: nil
        }
    }
}
