import DNSModel
import TestSupport
import Testing
import Upstream

@Suite struct RouteTests {
    private let everything: FakeUpstream
    private let office: FakeUpstream
    private let laboratory: FakeUpstream

    init() throws {
        everything = try FakeUpstream([". 300 IN TXT \"everything\"", "*. 300 IN TXT \"everything\""], .gives(Self.text("everything")))
        office = try FakeUpstream([], .gives(Self.text("office")))
        laboratory = try FakeUpstream([], .gives(Self.text("laboratory")))
    }

    /// An answer with one TXT record.
    @Sendable private static func text(_ text: String) -> @Sendable ([UInt8]) -> [UInt8] {
        { query in
            let end = (query[12...].firstIndex(of: 0) ?? 12) + 5
            let data = [UInt8(text.utf8.count)] + Array(text.utf8)
            let record: [UInt8] = [0xC0, 12, 0, 16, 0, 1, 0, 0, 1, 44, 0, UInt8(data.count)] + data
            return query[..<2] + [0x81, 0x80, 0, 1, 0, 1, 0, 0, 0, 0] + query[12..<end] + record
        }
    }

    private func settings(_ route: EngineSettings.Route? = nil) -> EngineSettings {
        var settings = EngineSettings(route ?? .servers([everything.server]))
        settings.stubZones = ["corp.internal.": [office.server], "lab.corp.internal.": [laboratory.server], "onion.": [laboratory.server]]
        return settings
    }

    @Test(
        arguments: [
            ("example.org.", "everything"), ("corp.internal.", "office"), ("a.b.corp.internal.", "office"),
            ("x.LAB.corp.internal.", "laboratory"),
            ("internal.", "everything"), ("x.onion.", "laboratory"), ("x.test.", "everything"), ("home.arpa.", "everything"),
            ("nas.home.arpa.", "everything"), ("1.0.0.10.in-addr.arpa.", "everything"), ("1.1.168.192.in-addr.arpa.", "everything"),
            ("9.9.31.172.in-addr.arpa.", "everything"), ("1.0.64.100.in-addr.arpa.", "everything"),
            ("1.1.254.169.in-addr.arpa.", "everything"),
            ("1.2.0.192.in-addr.arpa.", "everything"), ("1.0.0.0.0.0.d.f.ip6.arpa.", "everything"), ("8.e.f.ip6.arpa.", "everything"),
            ("8.b.d.0.1.0.0.2.ip6.arpa.", "everything"), ("255.255.255.255.in-addr.arpa.", "everything"), ("0.in-addr.arpa.", "everything"),
            ("service.arpa.", "everything"), ("x.local.", "everything"), (".", "everything"),
        ] as [(DomainName, String)])
    func aNameIsAskedOfTheServersOfItsLongestZone(_ name: DomainName, _ server: String) throws {
        let message = try Asker(settings()).reply(name, .txt)?.message
        #expect(message?.answer.map { $0.split(separator: " ").last ?? "" } == ["\"\(server)\""])
    }

    @Test(arguments: ["localhost.", "x.localhost.", "1.0.0.127.in-addr.arpa.", "x.invalid.", "_dns.resolver.arpa."] as [DomainName])
    func namesThatNoServerMayBeAskedAreAnsweredHere(_ name: DomainName) throws {
        #expect(try Asker(settings()).reply(name)?.message != nil)
        #expect(everything.count(name) == 0)
    }

    @Test func aStubZoneOfSuchNamesIsAsked() throws {
        var settings = settings()
        settings.stubZones["resolver.arpa."] = [office.server]
        #expect(try Asker(settings).reply("_dns.resolver.arpa.", .txt)?.message?.answer.count == 1)
    }

    @Test(arguments: [.nobody, .servers([])] as [EngineSettings.Route])
    func namesWithoutServersFailAtOnce(_ route: EngineSettings.Route) throws {
        var settings = settings(route)
        settings.stubZones["empty.internal."] = []
        let asker = try Asker(settings)
        for name in ["example.org.", ".", "x.test.", "1.0.0.10.in-addr.arpa.", "x.empty.internal."] as [DomainName] {
            #expect(try asker.reply(name, within: .seconds(10))?.failure != nil, "\(name)")
        }
        #expect(try asker.reply("corp.internal.", .txt)?.message?.answer.count == 1)
    }

    @Test func anAliasThatLeadsOutOfAStubZoneToNobodyFailsAtOnce() throws {
        let office = try FakeUpstream(["www.corp.internal. 300 IN CNAME example.org."])
        var settings = EngineSettings(.nobody)
        settings.stubZones = ["corp.internal.": [office.server]]
        #expect(try Asker(settings).reply("www.corp.internal.", within: .seconds(10))?.failure != nil)
    }

    @Test func aZoneOfOddOctetsIsForwardedAndBringsNoLinesIntoTheConfiguration() throws {
        let label = try #require(Label(octets: Array("a\"\nforward-first: yes\n\\.#'".utf8)))
        let zone = try #require(DomainName([label]))
        var settings = EngineSettings(.servers([everything.server]))
        settings.stubZones = [zone: [office.server]]
        let asker = try Asker(settings)
        #expect(try asker.reply(zone, .txt)?.message?.answer.count == 1)
        #expect(office.count(zone) == 1 && everything.count(zone) == 0)
    }

    @Test func aServerThatCannotBeReachedIsPassedOver() throws {
        let nowhere = UpstreamServer(.v6(IPv6Address(high: 0x2001_0DB8 << 32, low: 1)))
        let link = UpstreamServer(.v6(IPv6Address(high: 0xFE80 << 48, low: 1)), interface: "lo")
        let asker = try Asker(EngineSettings(.servers([nowhere, link, everything.server])))
        #expect(try asker.reply("example.org.", .txt)?.message?.answer.count == 1)
    }
}
