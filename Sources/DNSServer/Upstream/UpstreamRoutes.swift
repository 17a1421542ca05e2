package import DNSModel
package import Upstream

/// Who is asked for which names: what is configured, with the servers that resolv.conf names, without those that lead back here.
package struct UpstreamRoutes {
    private let configuration: UpstreamConfiguration
    /// The servers of resolv.conf; they count where the configuration says so.
    package var resolverServers: [UpstreamServer]
    /// Who is not to be asked.
    package var leftOut: Set<LoopProbes.Target> = []

    /// The routes of a configuration.
    package init(_ configuration: UpstreamConfiguration, resolverServers: [UpstreamServer]) {
        self.configuration = configuration
        self.resolverServers = resolverServers
    }

    /// Every server with its zone, those that are left out too.
    package var targets: Set<LoopProbes.Target> {
        let zones = configuration.stubZones.merging([.root: rootServers ?? []]) { stub, _ in stub }
        return Set(zones.flatMap { zone, servers in servers.map { LoopProbes.Target($0, for: zone) } })
    }

    /// Those that are asked.
    package var usableTargets: Set<LoopProbes.Target> {
        targets.subtracting(leftOut)
    }

    /// What an engine is to be made with.
    package var settings: EngineSettings {
        var settings = EngineSettings(route)
        for (zone, servers) in configuration.stubZones { settings.stubZones[zone] = usable(servers, for: zone) }
        settings.trustAnchorFile = configuration.trustAnchorFile
        settings.timeToLive = configuration.cache.timeToLive
        settings.negativeTimeToLive = configuration.cache.negativeTimeToLive
        settings.concurrency = configuration.concurrency
        return settings
    }

    /// Why nobody can be asked for a name; nil where somebody can.
    package func hindrance(to name: DomainName) -> ExtendedDNSError? {
        let zone = zone(of: name)
        guard let servers = zone.isRoot ? rootServers : configuration.stubZones[zone] else { return nil }
        if servers.isEmpty { return ExtendedDNSError(.noReachableAuthority, absence) }
        guard usable(servers, for: zone).isEmpty else { return nil }
        return ExtendedDNSError(.noReachableAuthority, "a forwarding loop: every upstream server leads back to this one")
    }

    /// Who is configured for what, a line each; of resolv.conf nothing, which changes.
    package var summary: [String] {
        let stub = configuration.stubZones.sorted { $0.key.description < $1.key.description }.map { zone, servers in
            "names in \(zone) are asked of \(servers.map(\.description).joined(separator: ", "))"
        }
        switch configuration.servers {
        case .resolverFile: return stub
        case .addresses([]): return stub + ["all other names outside the cluster are refused: upstream.servers is empty"]
        case .addresses(let servers):
            return stub + ["names outside the cluster are asked of \(servers.map(\.description).joined(separator: ", "))"]
        case .recursive: return stub + ["names outside the cluster are asked of their own servers, from the root on"]
        }
    }

    private var absence: String {
        switch configuration.servers {
        case .resolverFile: "\(ResolverFile.path) names no server that could be asked"
        case .addresses, .recursive: "no upstream server is configured for this name"
        }
    }

    /// The servers of every name; nil where the root is begun at.
    private var rootServers: [UpstreamServer]? {
        switch configuration.servers {
        case .resolverFile: resolverServers
        case .addresses(let servers): servers
        case .recursive: nil
        }
    }

    private var route: EngineSettings.Route {
        guard let rootServers else { return .recursive }
        let usable = usable(rootServers, for: .root)
        return usable.isEmpty ? .nobody : .servers(usable)
    }

    private func usable(_ servers: [UpstreamServer], for zone: DomainName) -> [UpstreamServer] {
        servers.filter { !leftOut.contains(LoopProbes.Target($0, for: zone)) }
    }

    /// The longest stub zone that holds the name, or the root.
    private func zone(of name: DomainName) -> DomainName {
        let zones = configuration.stubZones.keys.filter(name.isWithin)
        return zones.max { $0.octets.count < $1.octets.count } ?? .root
    }
}
