import DNSModel
import DNSServer
import Resolution
import Upstream

extension SettingReader {
    /// Whom names outside these zones are asked of.
    func upstream(beside zones: ZoneConfiguration) throws(ConfigurationError) -> UpstreamConfiguration {
        var upstream = UpstreamConfiguration()
        upstream.servers = try servers() ?? upstream.servers
        upstream.stubZones = try stubZones(beside: zones)
        upstream.trustAnchorFile = try value(.upstreamTrustAnchorFile, Setting.readableFile)
        upstream.cache = try cacheRules()
        upstream.timeout = try value(.upstreamTimeout, Setting.timeout) ?? upstream.timeout
        upstream.concurrency = try value(.upstreamConcurrency, Setting.concurrency) ?? upstream.concurrency
        return upstream
    }

    private func servers() throws(ConfigurationError) -> UpstreamConfiguration.Servers? {
        guard let settings = given(.upstreamServers) else { return nil }
        guard let recursive = settings.first(where: { $0.text == "recursive" }) else { return .addresses(try servers(settings)) }
        guard settings.count == 1 else { throw recursive.error("asks no other servers: leave it or the addresses out") }
        return .recursive
    }

    /// The servers of one list: none is there twice, and none is this server.
    private func servers(_ settings: [Setting]) throws(ConfigurationError) -> [UpstreamServer] {
        let listening = try values(.listen, Setting.listenAddress) ?? []
        var servers: [UpstreamServer] = []
        for setting in settings {
            let server = try setting.upstreamServer()
            if servers.contains(server) { throw setting.error("is a server already: leave one of the two out") }
            if listening.contains(ListenAddress(server.address, interface: server.interface, port: server.port)) {
                throw setting.error("is listened on by svcdns itself, which would ask itself for ever: name another server")
            }
            servers.append(server)
        }
        return servers
    }

    private func stubZones(beside zones: ZoneConfiguration) throws(ConfigurationError) -> [DomainName: [UpstreamServer]] {
        let own = [zones.clusterDomain] + zones.multiclusterZones + zones.externalZones.map(\.zone)
        var stubZones: [DomainName: [UpstreamServer]] = [:]
        for setting in given(.upstreamZones) ?? [] {
            let name = try setting.stubZone()
            if stubZones[name] != nil { throw setting.error("is a zone already: leave one of the two out") }
            if own.contains(name) { throw setting.error("is a zone of svcdns itself: leave it out") }
            for zone in own where name.isWithin(zone) {
                throw setting.error("lies in \(zone), a zone of svcdns itself: name a zone outside")
            }
            stubZones[name] = try servers(setting.members[.servers] ?? [])
        }
        return stubZones
    }

    private func cacheRules() throws(ConfigurationError) -> UpstreamCacheRules {
        var rules = UpstreamCacheRules()
        rules.entries = try value(.upstreamCacheEntries, Setting.cacheEntries) ?? rules.entries
        rules.memory = try value(.upstreamCacheMemory, Setting.cacheMemory) ?? rules.memory
        rules.timeToLive = try timeToLive(within: rules.timeToLive)
        rules.negativeTimeToLive = try value(.upstreamCacheNegativeTTL, Setting.cacheTimeToLive) ?? rules.negativeTimeToLive
        rules.prefetches = try value(.upstreamCachePrefetch, Setting.boolean) ?? rules.prefetches
        rules.staleSeconds = try value(.upstreamCacheServeStaleSeconds, Setting.staleSeconds) ?? rules.staleSeconds
        return rules
    }

    private func timeToLive(within usual: ClosedRange<UInt32>) throws(ConfigurationError) -> ClosedRange<UInt32> {
        let minimum = try value(.upstreamCacheMinimumTTL, Setting.cacheTimeToLive) ?? usual.lowerBound
        let maximum = try value(.upstreamCacheMaximumTTL, Setting.cacheTimeToLive) ?? usual.upperBound
        if minimum > maximum, let setting = given(.upstreamCacheMinimumTTL)?.last {
            throw setting.error("is over upstream.cache.maximumTTL, which is \(maximum): write that or less")
        }
        return min(minimum, maximum)...maximum
    }

    /// How names are answered that clients' search lists have completed; nil: as they are asked.
    func searchCompletion(in zones: ZoneConfiguration) throws(ConfigurationError) -> SearchCompletion? {
        guard let setting = given(.searchCompletion)?.last, try setting.boolean() else { return nil }
        var domains: [DomainName] = []
        for setting in setting.members[.domains] ?? [] {
            let domain = try setting.searchDomain()
            if domains.contains(domain) { throw setting.error("is a domain already: leave one of the two out") }
            if domain.isWithin(zones.clusterDomain) {
                throw setting.error("lies in the cluster's zone, whose domains are always searched first: leave it out")
            }
            if domains.count == Self.maximumSearchDomains {
                throw setting.error("is one domain more than the \(domains.count) that are searched: leave it out")
            }
            domains.append(domain)
        }
        return SearchCompletion(domains: domains)
    }

    /// What Kubernetes allows in a resolv.conf (MaxDNSSearchPaths, 32), without the cluster's three.
    private static let maximumSearchDomains = 29

    /// What is as it should be, and surprises still: names that public zones have, and these hide (design rule 13).
    func hidingWarnings(_ server: ServerConfiguration) -> [String] {
        zip(given(.externalZones) ?? [], server.zones.externalZones).filter { server.upstream.asks($0.1.zone) }.map { setting, _ in
            setting.warning("hides the public zone of this name: what the registry does not have in it is not asked upstream")
        }
    }
}

extension UpstreamConfiguration {
    /// Whether names in this zone would be asked upstream if the zone were not served here.
    fileprivate func asks(_ zone: DomainName) -> Bool {
        servers != .addresses([]) || stubZones.keys.contains(where: zone.isWithin)
    }
}
