/// The keys of the configuration file; the raw value is the path of a key, with dots.
package enum ConfigurationKey: String, CaseIterable {
    case listen
    case workers
    case tcpConnections = "tcp.connections"
    case tcpConnectionsPerClient = "tcp.connectionsPerClient"
    case tcpIdleSeconds = "tcp.idleSeconds"
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
    case upstreamServers = "upstream.servers"
    case upstreamZones = "upstream.zones"
    case upstreamTrustAnchorFile = "upstream.dnssec.trustAnchorFile"
    case upstreamCacheEntries = "upstream.cache.entries"
    case upstreamCacheMemory = "upstream.cache.memory"
    case upstreamCacheMinimumTTL = "upstream.cache.minimumTTL"
    case upstreamCacheMaximumTTL = "upstream.cache.maximumTTL"
    case upstreamCacheNegativeTTL = "upstream.cache.negativeTTL"
    case upstreamCachePrefetch = "upstream.cache.prefetch"
    case upstreamCacheServeStaleSeconds = "upstream.cache.serveStale.seconds"
    case upstreamTimeout = "upstream.timeout"
    case upstreamConcurrency = "upstream.concurrency"
    case searchCompletion
    case lameDuck
    case handover
    case accessAllow = "access.allow"
    case clientLimitQueriesPerSecond = "clientLimit.queriesPerSecond"
    case clientLimitBurst = "clientLimit.burst"
    case rateLimitResponsesPerSecond = "rateLimit.responsesPerSecond"
    case rateLimitSlip = "rateLimit.slip"
    case rateLimitIPv4PrefixLength = "rateLimit.ipv4PrefixLength"
    case rateLimitIPv6PrefixLength = "rateLimit.ipv6PrefixLength"
    case identity
    case logLevel = "log.level"
    case logFormat = "log.format"

    /// What stands at a key.
    enum Shape {
        /// One value.
        case value(Kind)
        /// Texts, or one of them.
        case texts
        /// The same, or an empty list, which is not the default.
        case textsOrNone
        /// Mappings, or one of them: the member that each must have, and those that it may have.
        case mappings(of: Member, and: [Member])
        /// A mapping whose keys are the user's own, what the value of each is, and one of them to show.
        case free(Member, such: String)
        /// True, false, or a mapping with this member, which means true.
        case booleanOr(Member)
    }

    /// What a value is.
    enum Kind {
        case text
        case number
        case boolean
        /// Perhaps with a fraction.
        case seconds
        /// Octets: a number, or a text with a unit.
        case size
    }

    /// A part of a setting that has several; the raw value is its key.
    enum Member: String {
        case zone
        case headless
        case reverse
        case nodePorts
        case namespace
        case servers
        case domains

        /// What stands there.
        var shape: Shape {
            switch self {
            case .zone, .namespace: .value(.text)
            case .headless, .reverse, .nodePorts: .value(.boolean)
            case .servers, .domains: .texts
            }
        }

        /// A value to show.
        var example: String {
            switch self {
            case .zone: "example.org"
            case .namespace: "default"
            case .headless, .reverse, .nodePorts: "true"
            case .servers: "10.0.0.2"
            case .domains: "[corp.example]"
            }
        }
    }

    /// What stands at this key.
    var shape: Shape {
        switch self {
        case .listen, .manifests, .serviceCIDRs, .nameServerAddresses, .exposeNamespaces, .multiclusterZones, .zoneTransferAllow,
            .accessAllow:
            .texts
        case .upstreamServers: .textsOrNone
        case .clusterDomain, .stateDirectory, .shortNamesDefaultNamespace, .recordsPods, .exposeNamespaceSelector, .exposeServiceSelector,
            .upstreamTrustAnchorFile, .identity, .handover, .logLevel, .logFormat:
            .value(.text)
        case .recordsTTL, .recordsNegativeTTLUnknown, .recordsNegativeTTLNotReady, .upstreamCacheEntries, .upstreamCacheMinimumTTL,
            .upstreamCacheMaximumTTL, .upstreamCacheNegativeTTL, .upstreamCacheServeStaleSeconds, .upstreamConcurrency, .workers,
            .tcpConnections, .tcpConnectionsPerClient, .tcpIdleSeconds,
            .clientLimitQueriesPerSecond, .clientLimitBurst, .rateLimitResponsesPerSecond, .rateLimitSlip, .rateLimitIPv4PrefixLength,
            .rateLimitIPv6PrefixLength:
            .value(.number)
        case .upstreamTimeout, .lameDuck: .value(.seconds)
        case .upstreamCacheMemory: .value(.size)
        case .shortNamesEnabled, .recordsEndpointPodNames, .recordsZoneAwareNames, .exposeEndpoints, .exposeEmptyServices,
            .upstreamCachePrefetch:
            .value(.boolean)
        case .externalZones: .mappings(of: .zone, and: [.headless, .reverse, .nodePorts])
        case .shortNamesNamespaces: .free(.namespace, such: "10.0.0.0/8")
        case .upstreamZones: .free(.servers, such: "corp.internal")
        case .searchCompletion: .booleanOr(.domains)
        }
    }

    /// Whether the path of some key goes on below this one: `shortNames` in `shortNames.enabled`.
    static func hasKeys(below path: String) -> Bool {
        allCases.contains { $0.rawValue.hasPrefix(path + ".") }
    }
}

extension ConfigurationKey.Kind {
    /// Whether YAML must take it for text; nil: that is all the same.
    var isText: Bool? {
        switch self {
        case .text: true
        case .number, .boolean, .seconds: false
        case .size: nil
        }
    }

    /// What is said to who writes another kind of value.
    var demand: String {
        switch self {
        case .text, .size: "is no text to YAML: put it in quotation marks"
        case .number: "takes a whole number, without quotation marks"
        case .boolean: "takes true or false, without quotation marks"
        case .seconds: "takes seconds such as 4 or 2.5, without a unit or quotation marks"
        }
    }
}
