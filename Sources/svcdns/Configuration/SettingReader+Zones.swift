import DNSModel
import Resolution

extension SettingReader {
    /// What the zones are called and how their records are given.
    func zones() throws(ConfigurationError) -> ZoneConfiguration {
        var zones = ZoneConfiguration(clusterDomain: try value(.clusterDomain, Setting.zone) ?? "cluster.local")
        zones.multiclusterZones = try values(.multiclusterZones, Setting.zone) ?? []
        zones.externalZones = try values(.externalZones, Setting.externalZone) ?? []
        try checkPlaces(of: zones)
        zones.timeToLive = try value(.recordsTTL, Setting.timeToLive) ?? zones.timeToLive
        zones.negativeTimeToLive = try negativeTimeToLive(records: zones.timeToLive)
        zones.nameServerAddresses = try values(.nameServerAddresses, Setting.address) ?? []
        zones.shortNames = try shortNames()
        zones.searchCompletion = try searchCompletion(in: zones)
        zones.podNames = try value(.recordsPods, Setting.podNames) ?? .verified
        zones.hasZoneAwareNames = try value(.recordsZoneAwareNames, Setting.boolean) ?? false
        zones.serverVersion = Version.number
        return zones
    }

    /// No zone may lie in another and hide names there; only the cluster's zone may lie in one of the others, and then comes first:
    /// but not in place of that zone's name server.
    private func checkPlaces(of zones: ZoneConfiguration) throws(ConfigurationError) {
        let settings = (given(.multiclusterZones) ?? []) + (given(.externalZones) ?? [])
        let names = zones.multiclusterZones + zones.externalZones.map(\.zone)
        for (index, (setting, name)) in zip(settings, names).enumerated() {
            if name == zones.clusterDomain { throw setting.error("is the cluster's zone: name another") }
            if names[..<index].contains(name) { throw setting.error("is a zone already: leave one of the two out") }
            for other in [zones.clusterDomain] + names where name != other && name.isWithin(other) {
                throw setting.error("lies in the zone \(other), and would hide names of it: name a zone outside")
            }
        }
        for (setting, zone) in zip(settings, ZoneTable(zones).all.dropFirst()) {
            guard let server = zone.nameServer, server.isWithin(zones.clusterDomain) else { continue }
            throw setting.error("has the name server \(server), which the cluster's zone \(zones.clusterDomain) hides: name another zone")
        }
    }

    private func negativeTimeToLive(records: UInt32) throws(ConfigurationError) -> NegativeTimeToLive {
        NegativeTimeToLive(
            unknown: try timeToLive(.recordsNegativeTTLUnknown, atMost: records),
            notReady: try timeToLive(.recordsNegativeTTLNotReady, atMost: records) ?? min(1, records))
    }

    private func timeToLive(_ key: ConfigurationKey, atMost records: UInt32) throws(ConfigurationError) -> UInt32? {
        guard let setting = given(key)?.last else { return nil }
        let seconds = try setting.timeToLive()
        guard seconds <= records else { throw setting.error("is over the TTL of records, which is \(records): write that or less") }
        return seconds
    }

    /// The rules of short names; nil where they are switched off.
    private func shortNames() throws(ConfigurationError) -> ShortNameRules? {
        let isEnabled = try value(.shortNamesEnabled, Setting.boolean) ?? true
        let namespace = try value(.shortNamesDefaultNamespace, Setting.label) ?? "default"
        let namespaces = try clientNamespaces()
        if !isEnabled, let setting = given(.shortNamesNamespaces)?.first {
            throw setting.error("has no use while shortNames.enabled is false: leave one of the two out")
        }
        return isEnabled ? ShortNameRules(defaultNamespace: namespace, namespaces: namespaces) : nil
    }

    private func clientNamespaces() throws(ConfigurationError) -> [AddressPrefix: Label] {
        var namespaces: [AddressPrefix: Label] = [:]
        for (setting, prefix) in try distinctPrefixes(.shortNamesNamespaces) {
            namespaces[prefix] = try setting[.namespace]?.label()
        }
        return namespaces
    }
}

extension Setting {
    fileprivate func externalZone() throws(ConfigurationError) -> ExternalZoneRules {
        ExternalZoneRules(
            zone: try zone(), showsHeadless: try self[.headless]?.boolean() ?? false,
            showsNodePorts: try self[.nodePorts]?.boolean() ?? false, hasReverseNames: try self[.reverse]?.boolean() ?? false)
    }

    fileprivate func podNames() throws(ConfigurationError) -> PodNames {
        guard let names = PodNames(rawValue: text) else {
            throw error("is no mode: write one of \(PodNames.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        return names
    }
}
