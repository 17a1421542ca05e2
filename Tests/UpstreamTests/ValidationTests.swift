import DNSModel
import TestSupport
import Testing
import Upstream

@Suite struct ValidationTests {
    private let upstream: SignedUpstream
    private let folder: TemporaryDirectory

    init() throws {
        upstream = try SignedUpstream()
        folder = try TemporaryDirectory()
    }

    private var server: UpstreamServer {
        UpstreamServer(IPAddress(upstream.server.address) ?? .v4(IPv4Address(0)), port: upstream.server.port)
    }

    /// Settings that trust these keys.
    private func settings(trusting keys: String) throws -> EngineSettings {
        try folder.write("keys", keys)
        var settings = EngineSettings(.servers([server]))
        settings.trustAnchorFile = folder.path + "/keys"
        return settings
    }

    private func security(_ reply: EngineReply?) -> EngineReply.Security? {
        if case .message(_, let security) = reply { security } else { nil }
    }

    @Test func whatIsSignedIsSecureAndComesWithItsSignatures() throws {
        let asker = try Asker(settings(trusting: upstream.trustAnchor()))
        for (name, count) in [("host.example.test.", 2), ("www.example.test.", 6), ("x.wild.example.test.", 2)] as [(DomainName, Int)] {
            let reply = try asker.reply(name)
            #expect(security(reply) == .secure)
            #expect(reply?.message?.answer.count == count && reply?.message?.answer.contains { $0.contains("RRSIG") } == true)
        }
    }

    @Test func whatIsProvedNotToExistIsSecure() throws {
        let reply = try Asker(settings(trusting: upstream.trustAnchor())).reply("missing.example.test.")
        #expect(security(reply) == .secure && reply?.message?.responseCode == "NXDOMAIN")
        #expect(reply?.message?.authority.contains { $0.contains("NSEC") } == true)
    }

    @Test func whatTheTrustedKeyDidNotSignIsBogusAndComesWithTheReason() throws {
        let another = "example.test. IN DS 1 13 2 \(String(repeating: "AB", count: 32))\n"
        let reply = try Asker(settings(trusting: another)).reply("host.example.test.")
        guard case .bogus(let reason) = security(reply) else {
            Issue.record("\(String(describing: reply))")
            return
        }
        #expect(reason.contains("example.test."))
    }

    @Test func aZoneThatShouldBeSignedAndIsNotIsBogus() throws {
        let plain = try FakeUpstream(["host.example.test. 300 IN A 192.0.2.66", "example.test. 300 IN SOA a. b. 1 2 3 4 5"])
        var settings = try settings(trusting: upstream.trustAnchor())
        settings.route = .servers([plain.server])
        guard case .bogus = security(try Asker(settings).reply("host.example.test.")) else {
            Issue.record("not bogus")
            return
        }
    }

    @Test func stubZonesAndWhatIsBelowNoTrustedKeyAreInsecure() throws {
        let plain = try FakeUpstream(["host.corp.test. 300 IN A 192.0.2.66", "host.example.org. 300 IN A 192.0.2.66"])
        var settings = try settings(trusting: upstream.trustAnchor())
        settings.route = .servers([plain.server])
        settings.stubZones = ["corp.test.": [plain.server]]
        let asker = try Asker(settings)
        #expect(try security(asker.reply("host.corp.test.")) == .insecure)
        #expect(try security(asker.reply("host.example.org.")) == .insecure)
    }

    @Test func nothingIsSecureWithoutTrustedKeys() throws {
        #expect(try security(Asker(EngineSettings(.servers([server]))).reply("host.example.test.")) == .insecure)
    }
}
