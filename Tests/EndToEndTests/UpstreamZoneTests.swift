import DNSModel
import Foundation
import TestSupport
import Testing

/// Which names go where, and who may ask.
@Suite(.timeLimit(.minutes(20))) struct UpstreamZoneTests {
    private static let start = "example.test. 300 IN SOA ns.example.test. hostmaster.example.test. 1 7200 1800 86400 60"
    private static let host = ["www.example.test. 300 IN CNAME host.example.test.", "host.example.test. 60 IN A 192.0.2.1", start]

    private static func alias(to target: String) -> String {
        "{apiVersion: v1, kind: Service, metadata: {name: shop, namespace: prod}, spec: {type: ExternalName, externalName: \(target)}}\n"
    }

    @Test("an ExternalName is followed to its target outside")
    func externalName() throws {
        let upstream = try FakeUpstream(Self.host)
        let setup = try UpstreamSetup([upstream.endpoint], objects: Self.alias(to: "www.example.test"))
        let alias = "shop.prod.svc.cluster.local. 5 IN CNAME www.example.test."
        for carrier in DNSClient.Carrier.allCases {
            let answer = try #require(setup.ask("shop.prod.svc.cluster.local", over: carrier))
            #expect(answer.answer == [alias, "www.example.test. 300 IN CNAME host.example.test.", "host.example.test. 60 IN A 192.0.2.1"])
            #expect(answer.flags == ["qr", "aa", "rd", "ra"] && answer.responseCode == "NOERROR")
            let none = try #require(setup.ask("shop.prod.svc.cluster.local", .aaaa, over: carrier))
            #expect(none.answer == [alias, "www.example.test. 300 IN CNAME host.example.test."] && none.responseCode == "NOERROR")
            #expect(LdnsMessage.content(of: none.authority) == LdnsMessage.content(of: [Self.start]))
        }
        #expect(setup.ask("shop.prod.svc.cluster.local", .cname)?.answer == [alias])
    }

    @Test("an ExternalName whose target does not exist is NXDOMAIN behind its alias")
    func missingTarget() throws {
        let upstream = try FakeUpstream(Self.host)
        let setup = try UpstreamSetup([upstream.endpoint], objects: Self.alias(to: "missing.example.test"))
        let answer = try #require(setup.ask("shop.prod.svc.cluster.local"))
        #expect(answer.answer == ["shop.prod.svc.cluster.local. 5 IN CNAME missing.example.test."] && answer.responseCode == "NXDOMAIN")
        #expect(answer.flags == ["qr", "aa", "rd", "ra"])
    }

    @Test("an ExternalName whose target cannot be resolved is its bare alias, and says why", arguments: ["silent", "fails"])
    func failingTarget(behaviour: String) throws {
        let upstream = try FakeUpstream(Self.host, behaviour == "silent" ? .isSilent : .fails(.serverFailure))
        let setup = try UpstreamSetup([upstream.endpoint], settings: ["timeout: 1"], objects: Self.alias(to: "host.example.test"))
        let answer = try #require(setup.ask("shop.prod.svc.cluster.local"))
        #expect(answer.answer == ["shop.prod.svc.cluster.local. 5 IN CNAME host.example.test."] && answer.responseCode == "NOERROR")
        #expect(answer.extendedErrorCodes.count == 1 && Set([22, 23]).isSuperset(of: answer.extendedErrorCodes), "\(answer)")
    }

    @Test("a stub zone's names go to its servers, and all others do not")
    func stubZone() throws {
        let general = try FakeUpstream(["*.internal. 300 IN A 192.0.2.99"] + Self.host)
        let stub = try FakeUpstream(["host.corp.internal. 300 IN A 192.0.2.7", "*.168.192.in-addr.arpa. 60 IN PTR host.corp.internal."])
        let setup = try UpstreamSetup(
            [general.endpoint],
            settings: ["zones: {corp.internal: [\"\(stub.endpoint)\"], 168.192.in-addr.arpa: [\"\(stub.endpoint)\"]}"])
        #expect(setup.ask("host.corp.internal")?.answer == ["host.corp.internal. 300 IN A 192.0.2.7"])
        #expect(setup.ask("missing.corp.internal")?.responseCode == "NXDOMAIN")
        #expect(setup.ask("host.example.test")?.answer == ["host.example.test. 60 IN A 192.0.2.1"])
        #expect(setup.ask("9.168.192.in-addr.arpa", .ptr)?.answer == ["9.168.192.in-addr.arpa. 60 IN PTR host.corp.internal."])
        #expect(setup.ask("9.16.172.in-addr.arpa", .ptr)?.responseCode == "NXDOMAIN", "a private zone that no stub zone covers is ours")
        #expect(general.count("host.corp.internal") == 0 && general.count("missing.corp.internal") == 0)
        #expect(general.count("9.16.172.in-addr.arpa") == 0 && stub.count("host.example.test") == 0)
    }

    @Test("stub zones are asked without any other upstream, and then other names are refused")
    func stubZoneAlone() throws {
        let stub = try FakeUpstream(["host.corp.internal. 300 IN A 192.0.2.7"])
        let setup = try UpstreamSetup([], settings: ["zones: {corp.internal: [\"\(stub.endpoint)\"]}"])
        #expect(setup.ask("host.corp.internal")?.answer == ["host.corp.internal. 300 IN A 192.0.2.7"])
        #expect(setup.ask("host.example.test")?.responseCode == "REFUSED")
    }

    @Test("names that a built-in zone of the engine has come from upstream all the same, but for those that no server may be asked")
    func builtInZones() throws {
        let (asked, own): ([DomainName], [DomainName]) = (["x.test", "x.home.arpa", "x.example"], ["x.invalid", "x.onion"])
        let upstream = try FakeUpstream((asked + own).map { "\($0) 300 IN TXT \"upstream\"" })
        let setup = try UpstreamSetup([upstream.endpoint])
        for name in asked { #expect(setup.ask(name, .txt)?.answer.count == 1, "\(name)") }
        for name in own { #expect(setup.ask(name, .txt)?.responseCode == "NXDOMAIN" && upstream.count(name) == 0, "\(name)") }
    }

    @Test("a client outside the allowed ranges is refused, header and question alone; one inside is answered")
    func access() throws {
        let upstream = try FakeUpstream(Self.host)
        let setup = try UpstreamSetup([upstream.endpoint], others: ["access: {allow: [127.0.0.2/32]}"])
        for name in ["web.prod.svc.cluster.local", "host.example.test"] as [DomainName] {
            for carrier in DNSClient.Carrier.allCases {
                let query = QueryOctets.query(name, .a)
                let refused = try #require(setup.server.exchange(query, over: carrier, from: "127.0.0.3"))
                #expect(refused == [0x12, 0x34, 0x81, 0x05, 0, 1, 0, 0, 0, 0, 0, 0] + query[12..<(query.count - 11)], "\(refused)")
                #expect(setup.ask(name, over: carrier, from: "127.0.0.2")?.answer.count == 1)
            }
        }
    }
}
