import DNSModel
import ServiceRegistry

/// A field that holds one of a few words.
protocol ManifestChoice: CaseIterable {
    /// The word.
    var manifestName: String { get }
}

extension ObjectReport {
    /// The choice that this word names; nil, and an error that lists the words, when it names none.
    func choice<Choice: ManifestChoice>(_ text: Located<String>, of type: Choice.Type = Choice.self) -> Located<Choice>? {
        if let choice = Choice.allCases.first(where: { $0.manifestName == text.value }) {
            return Located(value: choice, place: text.place)
        }
        let names = Choice.allCases.map(\.manifestName)
        let hint = Spelling.nearest(to: text.value, among: names).map { "did you mean \($0)?" }
        let list = "use \(names.dropLast().joined(separator: ", ")) or \(names.last ?? "")"
        error("\(Quotation.quoted(text.value)) is not known here: \(hint ?? list)", at: text.place)
        return nil
    }
}

extension TransportProtocol: ManifestChoice {}

extension AddressFamily: ManifestChoice {
    var manifestName: String { description }
}

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

/// `spec.ipFamilyPolicy` of a Service.
enum IPFamilyPolicy: String, ManifestChoice {
    case singleStack = "SingleStack"
    case preferDualStack = "PreferDualStack"
    case requireDualStack = "RequireDualStack"

    var manifestName: String { rawValue }
}

/// `spec.externalTrafficPolicy` of a Service.
enum ExternalTrafficPolicy: String, ManifestChoice {
    case cluster = "Cluster"
    case local = "Local"

    var manifestName: String { rawValue }
}

/// `addressType` of an EndpointSlice.
enum EndpointAddressType: String, ManifestChoice {
    case ipv4 = "IPv4"
    case ipv6 = "IPv6"
    case fullyQualifiedDomainName = "FQDN"

    var manifestName: String { rawValue }

    /// The family of the addresses; nil for names.
    var family: AddressFamily? {
        switch self {
        case .ipv4: .ipv4
        case .ipv6: .ipv6
        case .fullyQualifiedDomainName: nil
        }
    }
}

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
