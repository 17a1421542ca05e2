import DNSModel
import Foundation
import TestSupport
import Testing

/// Answers are validated where there is a key to begin with.
@Suite(.timeLimit(.minutes(20))) struct UpstreamValidationTests {
    private static let names: [(DomainName, RecordType, String)] = [
        ("host.example.test", .a, "NOERROR"), ("www.example.test", .aaaa, "NOERROR"), ("some.wild.example.test", .a, "NOERROR"),
        ("missing.example.test", .a, "NXDOMAIN"), ("host.example.test", .txt, "NOERROR"),
    ]

    private static func setup(
        _ upstream: SignedUpstream, keysOf keys: SignedUpstream, in folder: TemporaryDirectory, objects: String = ""
    ) throws -> UpstreamSetup {
        try folder.write("anchor", keys.trustAnchor())
        return try UpstreamSetup(
            [upstream.server.endpoint], settings: ["timeout: 3", "dnssec: {trustAnchorFile: \(folder.path)/anchor}"], objects: objects)
    }

    @Test("a secure answer has AD for who asks with DO or AD, and for nobody else")
    func secure() throws {
        let (upstream, folder) = (try SignedUpstream(), try TemporaryDirectory())
        let setup = try Self.setup(upstream, keysOf: upstream, in: folder)
        for (name, type, code) in Self.names {
            for (flags, isMarked) in [([.dnssecOK], true), ([.authenticData], true), ([], false)] as [(Set<QueryOctets.Flag>, Bool)] {
                let answer = try #require(setup.ask(name, type, flags: flags, over: .tcp))
                #expect(answer.responseCode == code && answer.flags.contains("ad") == isMarked, "\(name) \(type) \(flags): \(answer)")
            }
        }
        withExtendedLifetime((upstream, folder)) {}
    }

    @Test(
        "a bogus answer is SERVFAIL with its error, and goes as it is to who does not want it checked",
        arguments: ["other keys", "unsigned"])
    func bogus(kind: String) throws {
        let (upstream, keys) = (try SignedUpstream(isSigned: kind == "other keys"), try SignedUpstream())
        let folder = try TemporaryDirectory()
        let setup = try Self.setup(upstream, keysOf: keys, in: folder)
        for (name, type, code) in Self.names {
            let answer = try #require(setup.ask(name, type))
            #expect(answer.responseCode == "SERVFAIL" && answer.answer.isEmpty && answer.extendedErrorCodes == [6], "\(name): \(answer)")
            let unchecked = try #require(setup.ask(name, type, flags: [.checkingDisabled]))
            #expect(unchecked.responseCode == code && !unchecked.flags.contains("ad"), "\(name): \(unchecked)")
            #expect(unchecked.answer.isEmpty == (code == "NXDOMAIN" || type == .txt), "\(name): \(unchecked)")
        }
        #expect(setup.answersClusterName)
        withExtendedLifetime((upstream, keys, folder)) {}
    }

    @Test("AD is never set where our own alias, which nobody signed, is in front, nor without a key")
    func notSecure() throws {
        let (upstream, folder) = (try SignedUpstream(), try TemporaryDirectory())
        let alias =
            "{apiVersion: v1, kind: Service, metadata: {name: shop, namespace: prod}, spec: {type: ExternalName, externalName: www.example.test}}"
        let setup = try Self.setup(upstream, keysOf: upstream, in: folder, objects: alias)
        let answer = try #require(setup.ask("shop.prod.svc.cluster.local", flags: [.dnssecOK], over: .tcp))
        #expect(answer.answer.count >= 3 && !answer.flags.contains("ad"), "\(answer)")
        let without = try UpstreamSetup([upstream.server.endpoint])
        #expect(without.ask("host.example.test", flags: [.dnssecOK], over: .tcp)?.flags == ["qr", "rd", "ra"])
        withExtendedLifetime((upstream, folder)) {}
    }
}
