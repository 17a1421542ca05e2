import DNSModel
import DNSServer
import Resolution
import ServiceRegistry
import TestSupport
import Testing

@Suite("Owners of zones")
struct ZoneOwnerTests {
    /// External addresses of Services without an external name: the name server's, and what the cluster's zone hides.
    private static let nameless: [String: Set<DomainName>] = [
        "nested-deeper": ["2.100.51.198.in-addr.arpa", "53.100.51.198.in-addr.arpa"],
        "external": ["53.100.51.198.in-addr.arpa"],
    ]

    @Test("every owner that a zone lists has a record: no message waits for many look-ups", arguments: DialogueFile.names)
    func records(name: String) throws {
        let registry = try DialogueRegistry(name)
        let zones = registry.configuration.zones
        let (resolver, snapshot) = (Resolver(zones), try registry.snapshot())
        var empty: Set<DomainName> = []
        for zone in ZoneTable(zones).all {
            for owner in ZoneOwners(zone: zone, snapshot: snapshot, configuration: zones).iterator {
                let hasRecords = owner.types.contains { type in
                    let question = Question(name: owner.name, type: type)
                    let client = IPAddress.v4(IPv4Address(0))
                    switch resolver.resolve(question, from: client, in: snapshot, window: .whole).outcome {
                    case .records, .aliasOnly: return true
                    case .anyRecords, .noData, .nameError, .outside, .search, .outOfZone, .unknownShortName, .refused: return false
                    }
                }
                if !hasRecords { empty.insert(owner.name) }
            }
        }
        #expect(empty == Self.nameless[name] ?? [])
    }
}
