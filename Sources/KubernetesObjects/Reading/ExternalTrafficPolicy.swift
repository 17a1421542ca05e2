/// `spec.externalTrafficPolicy` of a Service.
enum ExternalTrafficPolicy: String, ManifestChoice {
    case cluster = "Cluster"
    case local = "Local"

    var manifestName: String { rawValue }
}
