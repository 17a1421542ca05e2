/// `spec.type` of a Service.
enum ServiceType: String, ManifestChoice {
    case clusterIP = "ClusterIP"
    case nodePort = "NodePort"
    case loadBalancer = "LoadBalancer"
    case externalName = "ExternalName"

    var manifestName: String { rawValue }

    /// Whether every node listens for the Service.
    var opensNodePorts: Bool {
        switch self {
        case .clusterIP, .externalName: false
        case .nodePort, .loadBalancer: true
        }
    }
}
