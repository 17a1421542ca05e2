/// `status.phase` of a Pod.
enum PodPhase: String, ManifestChoice {
    case pending = "Pending"
    case running = "Running"
    case succeeded = "Succeeded"
    case failed = "Failed"
    case unknown = "Unknown"

    var manifestName: String { rawValue }

    /// Whether none of the Pod's containers will ever run again.
    var isFinal: Bool {
        switch self {
        case .pending, .running, .unknown: false
        case .succeeded, .failed: true
        }
    }
}
