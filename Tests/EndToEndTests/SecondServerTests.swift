import DNSModel
import Foundation
import TestSupport
import Testing

/// A second server that has the zones by transfer answers as the first does.
///
/// Intended differences: ANY (RFC 8482), Extended DNS Errors, and `intended`.
@Suite(.timeLimit(.minutes(20))) struct SecondServerTests {
    private static let types: [RecordType] = [.a, .aaaa, .cname, .srv, .txt, .ptr, .ns, .soa]

    /// Why the second server answers otherwise.
    private enum Reason: String {
        case emptyBelow = "only an object tells that the name exists: no record is below it"
        case shortTarget = "the alias leads to a short name, which is in no zone"
        case longChain = "it follows fewer aliases"
        case everyEndpoint = "a transfer has all endpoints, an answer as many as the Service's annotation says"
    }

    /// The names that it answers otherwise, in each file of dialogues.
    private static let intended: [String: [DomainName: Reason]] = [
        "annotations": ["few.prod.svc.cluster.local": .everyEndpoint, "_http._tcp.few.prod.svc.cluster.local": .everyEndpoint],
        "exposure": ["web.svc.cluster.local": .emptyBelow],
        "multicluster": ["only-imported.svc.cluster.local": .emptyBelow],
        "pods-disabled": ["prod.svc.cluster.local": .emptyBelow, "pod.cluster.local": .emptyBelow],
        "pods-insecure": ["prod.pod.cluster.local": .emptyBelow, "pod.cluster.local": .emptyBelow],
        "rules": [
            "empty.svc.cluster.local": .emptyBelow, "other.svc.cluster.local": .emptyBelow,
            "alias-short.prod.svc.cluster.local": .shortTarget, "chain-0.prod.svc.cluster.local": .longChain,
            "chain-2.prod.svc.cluster.local": .longChain,
        ],
        "zones": ["prefer._zone.db.prod.svc.cluster.local": .emptyBelow, "zone-d.pin._zone.db.prod.svc.cluster.local": .emptyBelow],
    ]

    @Test("every name of the dialogues has the same answer there", arguments: DialogueFile.names)
    func answers(name: String) throws {
        let file = try DialogueFile(name)
        let first = try RunningServer(
            ["--manifests", Fixture.registry(file.registry), "--allow-transfer", "127.0.0.1/32"]
                + (file.configuration.map { ["--config", $0] } ?? []))
        let zones = file.zones
        let second = try SecondServer(zones: zones.map(\.description), from: first.port)
        for zone in zones {
            try #require(second.hasZone(askedForBy: QueryOctets.query(zone, .soa)), "\(zone): \(second.log)")
        }
        for owner in Self.names(of: file, below: zones) {
            let different = try Self.types.filter { type in
                let query = QueryOctets.query(owner, type)
                let ours = try #require(first.exchange(query, over: .tcp).flatMap(LdnsMessage.init))
                let theirs = try #require(second.exchange(query).flatMap(LdnsMessage.init))
                return Answer(ours) != Answer(theirs)
            }
            #expect(different.isEmpty == (Self.intended[name]?[owner] == nil), "\(owner): \(different)")
        }
    }

    @Test("the documented configuration of Knot DNS copies the zones, and that of BIND is one")
    func documented() throws {
        let blocks = try Fixture.text("Docs/Configuration.md").components(separatedBy: "```")
        let knot = try #require(blocks.first { $0.hasPrefix("yaml\nremote:") })
        let first = try RunningServer(["--manifests", Fixture.demo, "--allow-transfer", "127.0.0.1/32"])
        let second = try SecondServer(settings: String(knot.dropFirst("yaml\n".count)), from: first.port)
        for zone in ["cluster.local", "in-addr.arpa", "ip6.arpa"] as [DomainName] {
            #expect(second.hasZone(askedForBy: QueryOctets.query(zone, .soa)), "\(zone): \(second.log)")
        }
        let folder = try TemporaryDirectory()
        try folder.write("named.conf", try #require(blocks.first { $0.hasPrefix("\noptions {") }))
        let bind = try Tool.run("named-checkconf", [folder.url.appending(path: "named.conf").path])
        #expect(bind.status == 0 && bind.output + bind.errors == "", "\(bind)")
    }

    @Test("with the outer of two zones alone it knows what is there, and refers to the inner one")
    func outerZone() throws {
        let file = try DialogueFile("nested-deeper")
        let first = try RunningServer(
            ["--manifests", Fixture.registry(file.registry), "--allow-transfer", "127.0.0.1/32"]
                + (file.configuration.map { ["--config", $0] } ?? []))
        let second = try SecondServer(zones: ["example.org"], from: first.port)
        try #require(second.hasZone(askedForBy: QueryOctets.query("example.org", .soa)), "\(second.log)")
        let ask = { (name: DomainName) in
            try #require(second.exchange(QueryOctets.query(name, .a)).flatMap(LdnsMessage.init))
        }
        #expect(try ask("other.k8s.example.org").answer == ["other.k8s.example.org. 5 IN A 198.51.100.3"])
        #expect(try ask("k8s.example.org").responseCode == "NOERROR")
        #expect(try ask("nobody.k8s.example.org").responseCode == "NXDOMAIN")
        let referral = try ask("web.prod.svc.cluster.k8s.example.org")
        #expect(referral.authority == ["cluster.k8s.example.org. 5 IN NS ns.dns.cluster.k8s.example.org."])
        #expect(referral.additional == ["ns.dns.cluster.k8s.example.org. 5 IN A 192.0.2.53"])
    }

    private struct Answer: Equatable {
        let responseCode: String
        let records: Set<String>

        init(_ message: LdnsMessage) {
            responseCode = message.responseCode
            records = Set(message.answer.map { $0.lowercased() })
        }
    }

    /// The names that have a fixed owner.
    private static func names(of file: DialogueFile, below zones: [DomainName]) -> Set<DomainName> {
        Set(
            file.dialogues.compactMap { DomainName($0.name) }.filter { name in zones.contains { name.isWithin($0) } }.filter { name in
                let labels = name.labels
                let isInsecurePod = file.name == "pods-insecure" && labels.count == 5 && labels[2] == "pod"
                return !isInsecurePod && !labels.dropFirst().contains("prefer")
            })
    }
}
