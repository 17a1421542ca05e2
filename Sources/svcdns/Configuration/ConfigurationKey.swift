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
    case shortNamesNamespaces = "shortNames.namespaces"
    case recordsTTL = "records.ttl"
    case recordsNegativeTTLUnknown = "records.negativeTTL.unknown"
    case recordsNegativeTTLNotReady = "records.negativeTTL.notReady"
    case recordsPods = "records.pods"
    case recordsEndpointPodNames = "records.endpointPodNames"
    case recordsZoneAwareNames = "records.zoneAwareNames"
    case exposeNamespaces = "expose.namespaces"
    case exposeNamespaceSelector = "expose.namespaceSelector"
    case exposeServiceSelector = "expose.serviceSelector"
    case exposeEndpoints = "expose.endpoints"
    case exposeEmptyServices = "expose.emptyServices"
    case externalZones
    case multiclusterZones
    case zoneTransferAllow = "zoneTransfer.allow"
    case logLevel = "log.level"
    case logFormat = "log.format"

    /// What stands at a key.
    enum Shape {
        /// One value.
        case value(Kind)
        /// Texts, or one of them.
        case texts
        /// Mappings, or one of them: the member that each must have, and those that it may have.
        case mappings(of: Member, and: [Member])
        /// A mapping whose keys are the user's own, and what the value of each is.
        case free(Member)
    }

    /// What a value is.
    enum Kind: String {
        case text
        case number = "a whole number"
        case boolean = "true or false"
    }

    /// A part of a setting that has several; the raw value is its key.
    enum Member: String {
        case zone
        case headless
        case reverse
        case nodePorts
        case namespace

        /// What its value is.
        var kind: Kind {
            switch self {
            case .zone, .namespace: .text
            case .headless, .reverse, .nodePorts: .boolean
            }
        }

        /// A value to show.
        var example: String {
            switch self {
            case .zone: "example.org"
            case .namespace: "default"
            case .headless, .reverse, .nodePorts: "true"
            }
        }
    }

    /// What stands at this key.
    var shape: Shape {
        switch self {
        case .listen, .manifests, .serviceCIDRs, .nameServerAddresses, .exposeNamespaces, .multiclusterZones, .zoneTransferAllow: .texts
        case .clusterDomain, .stateDirectory, .shortNamesDefaultNamespace, .recordsPods, .exposeNamespaceSelector, .exposeServiceSelector,
            .logLevel, .logFormat:
            .value(.text)
        case .recordsTTL, .recordsNegativeTTLUnknown, .recordsNegativeTTLNotReady: .value(.number)
        case .shortNamesEnabled, .recordsEndpointPodNames, .recordsZoneAwareNames, .exposeEndpoints, .exposeEmptyServices: .value(.boolean)
        case .externalZones: .mappings(of: .zone, and: [.headless, .reverse, .nodePorts])
        case .shortNamesNamespaces: .free(.namespace)
        }
    }

    /// Whether the path of some key goes on below this one: `shortNames` in `shortNames.enabled`.
    static func hasKeys(below path: String) -> Bool {
        allCases.contains { $0.rawValue.hasPrefix(path + ".") }
    }
}
