import DNSModel
import Resolution
import Testing

@Suite("Rules of zone transfers")
struct TransferRulesTests {
    private static let zones = ZoneTable(ZoneConfiguration(clusterDomain: "cluster.local"))

    private static func decision(
        _ name: DomainName, _ type: RecordType, serial: UInt32? = nil, from client: String = "127.0.0.5",
        over transport: MessageTransport = .stream, recordClass: RecordClass = .internet
    ) throws -> TransferRules.Decision? {
        let clients = [try #require(AddressPrefix("127.0.0.4/30")), try #require(AddressPrefix("fd00::/64"))]
        let rules = TransferRules(zones: zones.all, clients: clients)
        let query = Query(
            identifier: 1, recursionDesired: false, checkingDisabled: false,
            question: Question(name: name, type: type, recordClass: recordClass), extensions: nil, zoneSerial: serial)
        return rules.decision(on: query, from: try #require(IPAddress(client)), over: transport, serial: 100)
    }

    @Test("every zone is transferred at its apex, in whatever spelling, and nowhere else")
    func zones() throws {
        for zone in Self.zones.all { #expect(try Self.decision(zone.origin, .axfr) == .zone(zone)) }
        #expect(try Self.decision("Cluster.LOCAL", .axfr) == .zone(Self.zones.cluster))
        for name: DomainName in ["svc.cluster.local", "local", "example", "10.in-addr.arpa"] {
            #expect(try Self.decision(name, .axfr) == .notAuthoritative)
            #expect(try Self.decision(name, .ixfr, over: .datagram) == .notAuthoritative)
        }
    }

    @Test("clients outside the ranges get no zone; other classes and other types are none of its business")
    func others() throws {
        for client in ["127.0.0.8", "127.0.0.3", "fd00:0:0:1::1", "::1"] {
            #expect(try Self.decision("cluster.local", .axfr, from: client) == .otherClient)
            #expect(try Self.decision("cluster.local", .ixfr, from: client) == .otherClient)
        }
        #expect(try Self.decision("cluster.local", .axfr, from: "fd00::7") == .zone(Self.zones.cluster))
        #expect(try Self.decision("cluster.local", .axfr, from: "::1", over: .datagram) == .otherClient)
        #expect(try Self.decision("cluster.local", .axfr, recordClass: .chaos) == nil)
        #expect(try Self.decision("cluster.local", .soa) == nil)
        #expect(try Self.decision("cluster.local", .soa, from: "::1") == nil)
    }

    @Test("AXFR over UDP is for no client, whatever the name")
    func datagrams() throws {
        for name: DomainName in ["cluster.local", "svc.cluster.local"] {
            #expect(try Self.decision(name, .axfr, over: .datagram) == .otherTransport)
        }
    }

    @Test(
        "IXFR gives the SOA to who has this version or a later one, and over UDP; else the zone",
        arguments: [(nil, false), (99, false), (100, true), (101, true), (100 &+ 1 << 31, false), (4_294_967_295, false)]
            as [(UInt32?, Bool)])
    func incremental(serial: UInt32?, isCurrent: Bool) throws {
        let zone = Self.zones.cluster
        #expect(try Self.decision("cluster.local", .ixfr, serial: serial) == (isCurrent ? .startOfAuthority(zone) : .zone(zone)))
        #expect(try Self.decision("cluster.local", .ixfr, serial: serial, over: .datagram) == .startOfAuthority(zone))
        #expect(try Self.decision("cluster.local", .axfr, serial: serial) == .zone(zone))
    }

    @Test(
        "serial numbers are compared around the end of all numbers (RFC 1982)",
        arguments: [
            (0, 0, false), (0, 1, true), (1, 0, false), (4_294_967_295, 0, true), (0, 4_294_967_295, false),
            (0, 2_147_483_647, true), (0, 2_147_483_649, false), (0, 2_147_483_648, true), (2_147_483_648, 0, true),
        ] as [(UInt32, UInt32, Bool)])
    func serials(serial: UInt32, other: UInt32, isOlder: Bool) {
        #expect(serial.isOlder(thanSerial: other) == isOlder)
    }
}
