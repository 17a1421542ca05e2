import DNSModel
import Foundation
import TestSupport
import Testing

/// A second server that has the zones by transfer answers as the first does.
///
/// Intended differences: ANY (RFC 8482), Extended DNS Errors, and `intended`.
@Suite(.timeLimit(.minutes(3))) struct SecondServerTests {
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
