/// The keys of the configuration file; the raw value is the path of a key, with dots.
enum ConfigurationKey: String, CaseIterable {
    case listen
    case manifests
    case clusterDomain
    case serviceCIDRs
    case stateDirectory
    case nameServerAddresses = "nameServer.addresses"
    case shortNamesEnabled = "shortNames.enabled"
    case shortNamesDefaultNamespace = "shortNames.defaultNamespace"
    case recordsTTL = "records.ttl"
    case logLevel = "log.level"
    case logFormat = "log.format"

    /// Whether several values may be given.
    var isList: Bool {
        switch self {
        case .listen, .manifests, .serviceCIDRs, .nameServerAddresses: true
        case .clusterDomain, .stateDirectory, .shortNamesEnabled, .shortNamesDefaultNamespace, .recordsTTL, .logLevel, .logFormat: false
        }
    }

    /// Whether the value is text: what YAML takes for a number then loses how it was written (`1.10`).
    var isText: Bool {
        kind == .text
    }

    /// What a value is.
    enum Kind: String {
        case text
        case number = "a whole number"
        case boolean = "true or false"
    }

    /// What the key's values are.
    var kind: Kind {
        switch self {
        case .recordsTTL: .number
        case .shortNamesEnabled: .boolean
        case .listen, .manifests, .clusterDomain, .serviceCIDRs, .stateDirectory, .nameServerAddresses, .shortNamesDefaultNamespace,
            .logLevel, .logFormat:
            .text
        }
    }

    /// Whether the path of some key goes on below this one: `shortNames` in `shortNames.enabled`.
    static func hasKeys(below path: String) -> Bool {
        allCases.contains { $0.rawValue.hasPrefix(path + ".") }
    }
}
