import DNSModel
import DNSServer
import Resolution
import Testing
import Upstream

/// What of a configuration follows from the rest of it.
@Suite struct ServerConfigurationTests {
    private let configuration = ServerConfiguration(zones: ZoneConfiguration(clusterDomain: "cluster.local"))

    @Test(
        "Every name is outside that no zone has, unless nobody can be asked of it",
        arguments: [UpstreamConfiguration.Servers.resolverFile, .recursive, .addresses([.own])])
    func everything(servers: UpstreamConfiguration.Servers) throws {
        var configuration = configuration
        configuration.upstream.servers = servers
        #expect(configuration.zones.outside == OutsideRules(coversEverything: true, ownRanges: configuration.serviceCIDRs))
        configuration.upstream.servers = .addresses([])
        #expect(configuration.zones.outside == nil)
    }

    @Test("Without servers the stub zones alone are outside; the ranges of cluster IPs are never")
    func stubZones() throws {
        var configuration = configuration
        configuration.serviceCIDRs = [try #require(AddressPrefix("10.9.0.0/16"))]
        configuration.upstream.servers = .addresses([])
        configuration.upstream.stubZones = ["corp.internal": [.own], "a.internal": [.own]]
        #expect(
            configuration.zones.outside
                == OutsideRules(
                    coversEverything: false, stubZones: ["a.internal", "corp.internal"], ownRanges: configuration.serviceCIDRs))
    }

    @Test("What is outside follows from the settings, whatever a zone's configuration says of it")
    func oneSource() {
        var configuration = configuration
        configuration.upstream.servers = .addresses([])
        configuration.zones.outside = OutsideRules(coversEverything: true)
        #expect(configuration.zones.outside == nil)
    }
}

extension UpstreamServer {
    fileprivate static let own = UpstreamServer(.v4(IPv4Address(0x7F00_0001)))
}
