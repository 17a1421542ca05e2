import DNSModel
import DNSServer
import Testing
import Upstream

struct UpstreamRoutesTests {
    private let first = UpstreamServer(.v4(IPv4Address(1)))
    private let second = UpstreamServer(.v4(IPv4Address(2)), port: 5353)
    private let zone: DomainName = "corp.internal"

    private func routes(_ servers: UpstreamConfiguration.Servers, resolver: [UpstreamServer] = []) -> UpstreamRoutes {
        var configuration = UpstreamConfiguration()
        configuration.servers = servers
        configuration.stubZones = [zone: [second]]
        return UpstreamRoutes(configuration, resolverServers: resolver)
    }

    @Test("The servers of resolv.conf count where the configuration says so, and nowhere else")
    func resolverServers() {
        #expect(routes(.resolverFile, resolver: [first]).settings.route == .servers([first]))
        #expect(routes(.resolverFile).settings.route == .nobody)
        #expect(routes(.addresses([second]), resolver: [first]).settings.route == .servers([second]))
        #expect(routes(.recursive, resolver: [first]).settings.route == .recursive)
    }

    @Test("Every server is asked for its zone: the root's and the stub zones', none for the root where that is begun at")
    func targets() {
        let stub = LoopProbes.Target(second, for: zone)
        #expect(routes(.addresses([first, second])).targets == [.init(first, for: .root), .init(second, for: .root), stub])
        #expect(routes(.recursive).targets == [stub])
    }

    @Test("A server that is left out is left out for its zone alone; with all left out nobody is asked")
    func leftOut() {
        var routes = routes(.addresses([first, second]))
        routes.leftOut = [.init(second, for: .root)]
        #expect(routes.settings.route == .servers([first]))
        #expect(routes.settings.stubZones == [zone: [second]])
        routes.leftOut = [.init(second, for: .root), .init(first, for: .root)]
        #expect(routes.settings.route == .nobody)
        #expect(routes.targets.count == 3)
    }

    @Test("Where nobody can be asked the error says why, and elsewhere there is none")
    func hindrance() {
        #expect(routes(.addresses([first])).hindrance(to: "www.example.com") == nil)
        #expect(routes(.recursive).hindrance(to: "www.example.com") == nil)
        let none = routes(.resolverFile).hindrance(to: "www.example.com")
        #expect(none?.code == .noReachableAuthority && none?.text.contains("/etc/resolv.conf") == true)
        #expect(routes(.resolverFile).hindrance(to: "www.corp.internal") == nil)
        var looping = routes(.addresses([first]))
        looping.leftOut = [.init(first, for: .root), .init(second, for: zone)]
        for name: DomainName in ["www.example.com", "www.Corp.Internal"] {
            #expect(looping.hindrance(to: name)?.text.contains("loop") == true)
        }
    }

    @Test("Who is asked for what is told, but for resolv.conf, which changes")
    func summary() throws {
        var configuration = UpstreamConfiguration()
        #expect(UpstreamRoutes(configuration, resolverServers: []).summary == [])
        configuration.stubZones = [
            "corp.internal": [try #require(UpstreamServer("10.0.0.2")), try #require(UpstreamServer("10.0.0.3:5353"))]
        ]
        for (servers, line) in [
            (.addresses([]), "all other names outside the cluster are refused: upstream.servers is empty"),
            (.addresses([try #require(UpstreamServer("fd00::1"))]), "names outside the cluster are asked of [fd00::1]:53"),
            (.recursive, "names outside the cluster are asked of their own servers, from the root on"),
        ] as [(UpstreamConfiguration.Servers, String)] {
            configuration.servers = servers
            #expect(
                UpstreamRoutes(configuration, resolverServers: []).summary == [
                    "names in corp.internal. are asked of 10.0.0.2:53, 10.0.0.3:5353", line,
                ])
        }
    }
}
