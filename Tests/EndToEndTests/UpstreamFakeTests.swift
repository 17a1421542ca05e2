import DNSModel
import Foundation
import TestSupport
import Testing

/// The scripted server does what the tests that use it believe.
@Suite(.timeLimit(.minutes(20))) struct UpstreamFakeTests {
    private static let records = [
        "example.test. 300 IN SOA ns.example.test. hostmaster.example.test. 1 7200 1800 86400 60",
        "www.example.test. 300 IN CNAME host.example.test.", "host.example.test. 60 IN A 192.0.2.1",
        "*.wild.example.test. 60 IN A 192.0.2.2", "odd.example.test. 60 IN TYPE65534 \\# 2 0102",
    ]

    private static func ask(
        _ upstream: FakeUpstream, _ name: DomainName, _ type: RecordType = .a, over carrier: DNSClient.Carrier = .udp
    ) -> LdnsMessage? {
        withExtendedLifetime(upstream) {
            DNSClient(port: upstream.port, server: upstream.address, bound: 1).exchange(QueryOctets.query(name, type), over: carrier)
                .flatMap(LdnsMessage.init)
        }
    }

    @Test(
        "it answers from its records over UDP and TCP, with aliases, wildcards and negative answers", arguments: DNSClient.Carrier.allCases)
    func answers(carrier: DNSClient.Carrier) throws {
        let upstream = try FakeUpstream(Self.records, on: "127.0.0.3")
        let alias = try #require(Self.ask(upstream, "www.example.test", over: carrier))
        #expect(alias.answer == ["www.example.test. 300 IN CNAME host.example.test.", "host.example.test. 60 IN A 192.0.2.1"])
        #expect(alias.header == "1234 qr rd ra 0")
        #expect(Self.ask(upstream, "x.wild.example.test", over: carrier)?.answer == ["x.wild.example.test. 60 IN A 192.0.2.2"])
        #expect(Self.ask(upstream, "odd.example.test", RecordType(rawValue: 65_534), over: carrier)?.answer.count == 1)
        let codes: [(DomainName, String)] = [
            ("host.example.test", "NOERROR"), ("wild.example.test", "NOERROR"), ("no.example.test", "NXDOMAIN"),
        ]
        for (name, code) in codes {
            let negative = try #require(Self.ask(upstream, name, .txt, over: carrier))
            #expect(negative.responseCode == code && negative.authority.count == 1, "\(name)")
        }
        #expect(upstream.count == 6 && upstream.count("WWW.example.test", .a) == 1 && upstream.count("www.example.test", .aaaa) == 0)
    }

    @Test("it misbehaves as it is told, below one name only")
    func misbehaves() throws {
        let upstream = try FakeUpstream(Self.records, on: "127.0.0.35")
        let ask = { Self.ask(upstream, "host.example.test") }
        upstream.behave(.losesEverySecond)
        #expect(ask() == nil && ask() != nil && ask() == nil)
        upstream.behave(.fails(.refused))
        #expect(ask()?.responseCode == "REFUSED")
        upstream.behave(.truncates)
        #expect(ask()?.flags == ["qr", "rd", "ra", "tc"] && Self.ask(upstream, "host.example.test", over: .tcp)?.answer.count == 1)
        upstream.behave(.givesWrongIdentifier)
        #expect(ask()?.header == "ed34 qr rd ra 0")
        upstream.behave(.givesWrongPort)
        #expect(ask() == nil)
        upstream.behave(.givesWrongQuestion)
        #expect(ask()?.question == ["kost.example.test. IN A"])
        upstream.behave(.givesData([192, 0, 2, 9]))
        #expect(ask()?.answer == ["host.example.test. 300 IN A 192.0.2.9"])
        upstream.behave(.isSilent, below: "wild.example.test")
        #expect(Self.ask(upstream, "x.wild.example.test") == nil && ask() != nil)
    }

    @Test("it holds answers back until they are released, and can be stopped and started on its port")
    func holdsAndStops() throws {
        let upstream = try FakeUpstream(Self.records, .holds, on: "127.0.0.8")
        let answer = Background { Self.ask(upstream, "host.example.test") }
        #expect(waitUntil { upstream.heldCount == 1 })
        upstream.release()
        #expect(answer.wait()?.answer.count == 1)
        upstream.stop()
        upstream.behave(.answers)
        #expect(Self.ask(upstream, "host.example.test") == nil && upstream.count == 1)
        try upstream.start()
        #expect(Self.ask(upstream, "host.example.test")?.answer.count == 1)
    }
}
