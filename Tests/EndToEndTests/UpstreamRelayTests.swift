import DNSModel
import Foundation
import TestSupport
import Testing

/// An answer from upstream goes out as it came.
@Suite(.timeLimit(.minutes(20))) struct UpstreamRelayTests {
    private static let questions: [(DomainName, UInt16)] = [
        ("example.test", 6), ("example.test", 2), ("example.test", 15), ("example.test", 257), ("example.test", 48),
        ("host.example.test", 1),
        ("host.example.test", 28), ("www.example.test", 1), ("www.example.test", 5), ("text.example.test", 16),
        ("_http._tcp.example.test", 33), ("names.example.test", 35), ("keys.example.test", 44), ("_443._tcp.host.example.test", 52),
        ("service.example.test", 64), ("service.example.test", 65), ("place.example.test", 29), ("below.example.test", 39),
        ("x.below.example.test", 1),
        ("machine.example.test", 13), ("pointer.example.test", 12), ("link.example.test", 256), ("odd.example.test", 65_534),
        ("some.wild.example.test", 1), ("_tcp.example.test", 1), ("HoSt.eXample.TEST", 1),
        // Negative: no such type, no such name, an alias that leads nowhere.
        ("host.example.test", 15), ("missing.example.test", 1), ("nowhere.example.test", 28),
    ]

    @Test("each type, known or not, chains of aliases and negative answers are as upstream's, with RA and without AA")
    func relays() throws {
        let upstream = try SignedUpstream()
        let setup = try UpstreamSetup([upstream.server.endpoint])
        for (name, number) in Self.questions {
            let (type, query) = (RecordType(rawValue: number), QueryOctets.query(name, RecordType(rawValue: number)))
            let theirs = try #require(DNSClient(port: upstream.server.port).exchange(query, over: .udp).flatMap(LdnsMessage.init))
            for carrier in DNSClient.Carrier.allCases {
                let ours = try #require(setup.ask(name, type, over: carrier), "\(name) \(type)")
                #expect(LdnsMessage.content(of: ours.answer) == LdnsMessage.content(of: theirs.answer), "\(name) \(type) over \(carrier)")
                #expect(ours.flags == ["qr", "rd", "ra"] && ours.responseCode == theirs.responseCode, "\(name) \(type): \(ours.header)")
                #expect(ours.question == theirs.question)
                if theirs.answer.isEmpty || theirs.responseCode != "NOERROR" {
                    #expect(LdnsMessage.content(of: ours.authority) == LdnsMessage.content(of: theirs.authority), "\(name) \(type)")
                }
            }
        }
        withExtendedLifetime(upstream) {}
    }

    @Test("signatures and proofs go to who asks for them, and to nobody else")
    func dnssecRecords() throws {
        let upstream = try SignedUpstream()
        let setup = try UpstreamSetup([upstream.server.endpoint])
        for name in ["host.example.test", "missing.example.test"] as [DomainName] {
            let plain = try #require(setup.ask(name))
            let records = plain.answer + plain.authority
            #expect(!records.isEmpty && records.allSatisfy { !$0.contains(" RRSIG ") && !$0.contains(" NSEC ") }, "\(records)")
            let signed = try #require(setup.ask(name, payloadSize: 4_096, flags: [.dnssecOK], over: .tcp))
            #expect((signed.answer + signed.authority).contains { $0.contains(" RRSIG ") }, "\(signed)")
            #expect(signed.extensions?.hasSuffix(" do") == true)
        }
        #expect(
            try #require(setup.ask("missing.example.test", flags: [.dnssecOK], over: .tcp)).authority.contains { $0.contains(" NSEC ") })
        let asked = try #require(setup.ask("host.example.test", RecordType(rawValue: 46), over: .tcp))
        #expect(!asked.answer.isEmpty && asked.answer.allSatisfy { $0.contains(" RRSIG ") })
        withExtendedLifetime(upstream) {}
    }

    @Test("an answer that does not fit is cut with TC, and whole over TCP")
    func truncation() throws {
        let upstream = try SignedUpstream()
        let setup = try UpstreamSetup([upstream.server.endpoint])
        for payloadSize in [nil, 512, 1232, 4_096] as [UInt16?] {
            let query = QueryOctets.query("big.example.test", .txt, payloadSize: payloadSize)
            let octets = try #require(setup.server.exchange(query, over: .udp))
            #expect(octets.count <= Int(payloadSize ?? 512) && LdnsMessage(octets)?.flags == ["qr", "tc", "rd", "ra"], "\(octets.count)")
        }
        let whole = try #require(setup.ask("big.example.test", .txt, over: .tcp))
        #expect(whole.answer.count == 9 && whole.flags == ["qr", "rd", "ra"])
        withExtendedLifetime(upstream) {}
    }

    @Test("TTLs are counted down, and the answer is asked for anew when they are over")
    func timeToLive() throws {
        let upstream = try FakeUpstream(["short.example.test. 2 IN A 192.0.2.1"])
        let setup = try UpstreamSetup([upstream.endpoint], settings: ["cache: {prefetch: false}"])
        var seen: Set<String> = []
        #expect(
            waitUntil {
                for record in setup.ask("short.example.test")?.answer ?? [] { seen.insert(record) }
                return upstream.count("short.example.test", .a) == 2
            })
        let ttls = Set(seen.compactMap { Int($0.split(separator: " ")[1]) })
        #expect(ttls.contains(1) && ttls.isSubset(of: [0, 1, 2]), "\(seen)")
    }

    @Test("a name is passed on in the spelling of who asks, though another spelling is remembered")
    func spelling() throws {
        let upstream = try FakeUpstream(["host.example.test. 300 IN A 192.0.2.1"])
        let setup = try UpstreamSetup([upstream.endpoint])
        for name in ["host.example.test", "HOST.example.TEST", "hOsT.ExAmPlE.tEsT"] as [DomainName] {
            #expect(setup.ask(name)?.question == ["\(name) IN A"])
            #expect(setup.ask(name)?.answer.first?.hasPrefix("\(name) ") == true)
        }
        #expect(upstream.count("host.example.test", .a) == 1)
    }

    @Test("a query without RD for a name outside is refused, and asks nobody")
    func recursionNotDesired() throws {
        let upstream = try FakeUpstream(["host.example.test. 300 IN A 192.0.2.1"])
        let setup = try UpstreamSetup([upstream.endpoint])
        let result = try setup.server.dig(["+norecurse", "host.example.test"])
        #expect(result.output.contains("status: REFUSED") && upstream.count("host.example.test") == 0, "\(result.output)")
        withExtendedLifetime(setup) {}
    }
}
