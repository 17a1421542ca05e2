/// `spec.type` of a ServiceImport.
enum ServiceImportType: String, ManifestChoice {
    case clusterSetIP = "ClusterSetIP"
    case headless = "Headless"

    var manifestName: String { rawValue }
}
