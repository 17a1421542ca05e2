import DNSModel
import Resolution
import ServiceRegistry
import TestSupport
import Testing

struct ExplanationTests {
    private let configuration = {
        var configuration = ZoneConfiguration(clusterDomain: "cluster.local")
        configuration.multiclusterZones = ["clusterset.local"]
        configuration.externalZones = [ExternalZoneRules(zone: "example"), ExternalZoneRules(zone: "nodes", showsNodePorts: true)]
        return configuration
    }()
    private let client = IPAddress.v4(IPv4Address(0x7F00_0001))

    private func snapshot(_ names: [Label]) -> RegistrySnapshot {
        let services = names.enumerated().map { index, name in
            ServiceObject(
                key: ServiceKey(namespace: "prod", name: name),
                addressing: .clusterIP([.named(.v4(IPv4Address(0x0A60_0000 + UInt32(index))))]))
        }
        return snapshot(of: ObjectLists(services: services))
    }

    private func snapshot(of objects: ObjectLists) -> RegistrySnapshot {
        RegistryBuilder(RegistryRules()).build(objects, generation: 1, serial: 7, remembering: AllocationTable()).snapshot
    }

    private func resolve(
        _ label: Label, below zone: DomainName = "prod.svc.cluster.local", in snapshot: RegistrySnapshot
    ) throws -> (Question, Resolution) {
        let question = Question(name: try #require(DomainName([label], in: zone)), type: .a)
        let window = AnswerWindow(start: 0, octets: 1232)
        return (question, Resolver(configuration).resolve(question, from: client, in: snapshot, window: window))
    }

    private func nearest(_ label: Label, among names: [Label]) throws -> Label? {
        let snapshot = snapshot(names)
        return try NearMiss(resolve(label, in: snapshot).1)?.nearest(in: snapshot)
    }

    @Test(
        "The nearest name of at most two wrong letters is the near miss",
        arguments: [
            ("frontent", ["backend", "frontend", "front"], "frontend"), ("wbe", ["api", "web"], "web"),
            ("payment", ["payments-v2", "payments"], "payments"), ("dbs", ["db", "dbx"], "db"), ("ab", ["cd"], nil), ("a", ["b"], nil),
            ("orders", ["borders-x1"], nil), ("catalogue", ["catalog"], "catalog"), ("frontend-abc", ["frontend"], nil),
        ] as [(Label, [Label], Label?)])
    func nearMisses(asked: Label, names: [Label], expected: Label?) throws {
        #expect(try nearest(asked, among: names) == expected)
    }

    @Test(
        "A near miss has a name in the zone that was asked",
        arguments: [
            ("payment", "prod.svc.clusterset.local", "payments"), ("payment", "prod.svc.cluster.local", nil),
            ("order", "prod.svc.cluster.local", "orders"), ("order", "prod.svc.clusterset.local", nil), ("order", "prod.example", nil),
            ("gatewai", "prod.example", "gateway"), ("gatewai", "prod.svc.cluster.local", nil),
            ("both", "prod.svc.cluster.local", "booth"), ("both", "prod.svc.clusterset.local", "booth"),
        ] as [(Label, DomainName, Label?)])
    func views(asked: Label, zone: DomainName, expected: Label?) throws {
        let address = IPAddress.v4(IPv4Address(0x0A60_0001))
        // Headless and without endpoints: the cluster's zone does not have it.
        let gateway = ServiceObject(
            key: ServiceKey(namespace: "prod", name: "gateway"), addressing: .headless(families: [.ipv4]),
            exposure: ServiceExposure(externalIPs: [address]))
        let services = ["orders", "booth"].map { (name: Label) in
            ServiceObject(key: ServiceKey(namespace: "prod", name: name), addressing: .clusterIP([.named(address)]))
        }
        let imports = ["payments", "booth"].map { (name: Label) in
            ServiceImportObject(key: ServiceKey(namespace: "prod", name: name), type: .clusterSetIP([address]))
        }
        let snapshot = snapshot(of: ObjectLists(services: [gateway] + services, serviceImports: imports))
        #expect(try NearMiss(resolve(asked, below: zone, in: snapshot).1)?.nearest(in: snapshot) == expected)
    }

    @Test("A name is near when the whole table of distances says so")
    func distances() throws {
        var generator = SeededGenerator(seed: 3)
        var nearCount = 0
        for _ in 0..<2_000 {
            let words = (0..<2).map { _ in (0..<generator.count(1...7)).map { _ in generator.pick(Array("ab".utf8)) } }
            let asked = try #require(Label(octets: words[0]))
            let name = try #require(Label(octets: words[1]))
            guard asked != name else { continue }
            let isNear = Self.distance(words[0][...], words[1][...]) <= min(2, words[0].count - 1)
            #expect(try (nearest(asked, among: [name]) == name) == isNear, "\(asked) \(name)")
            nearCount += isNear ? 1 : 0
        }
        #expect((500..<1_500).contains(nearCount))
    }

    private static func distance(_ word: ArraySlice<UInt8>, _ other: ArraySlice<UInt8>) -> Int {
        guard let first = word.first else { return other.count }
        guard let otherFirst = other.first else { return word.count }
        let (rest, otherRest) = (word.dropFirst(), other.dropFirst())
        if first == otherFirst { return distance(rest, otherRest) }
        return 1 + min(distance(rest, otherRest), distance(rest, other), distance(word, otherRest))
    }

    @Test("The reason tells a Service that no Node stands in front of from one that no zone shows")
    func nodePorts() throws {
        let (ipv4, ipv6) = (IPAddress.v4(IPv4Address(0x0A60_0001)), IPAddress.v6(IPv6Address(high: 0x2001_0DB8 << 32, low: 1)))
        let service = ServiceObject(
            key: ServiceKey(namespace: "prod", name: "web"), addressing: .clusterIP([.named(ipv4)]),
            exposure: ServiceExposure(kind: .nodePort))
        let snapshot = snapshot(
            of: ObjectLists(services: [service], nodes: [NodeObject(name: "a", externalAddresses: [ipv6])]))
        let rows: [(DomainName, String)] = [
            ("prod.nodes", "Service web in namespace prod is reached at the nodes, and no Node has an address of its families"),
            ("prod.example", "Service web in namespace prod has no address outside the cluster"),
        ]
        for (zone, text) in rows {
            let (question, resolution) = try resolve("web", below: zone, in: snapshot)
            #expect(Explanation.error(for: question, resolution)?.text == text)
        }
    }

    @Test("What exists has no near miss, and no reason")
    func existing() throws {
        let (question, resolution) = try resolve("web", in: snapshot(["web"]))
        #expect(NearMiss(resolution) == nil)
        #expect(Explanation.error(for: question, resolution) == nil)
    }

    @Test("The text is ASCII of at most 200 octets, whatever was asked")
    func texts() throws {
        for octet in UInt8.min...UInt8.max {
            let label = try #require(Label(octets: Array(repeating: octet, count: 63)))
            let (question, resolution) = try resolve(label, in: snapshot(["web"]))
            let text = try #require(Explanation.error(for: question, resolution)).text
            #expect(text.utf8.count <= 200 && text.utf8.allSatisfy { (0x20...0x7E).contains($0) }, "\(octet): \(text)")
        }
        let special = Label("w;b")
        let (question, resolution) = try resolve(special, in: snapshot(["web"]))
        #expect(Explanation.error(for: question, resolution)?.text == #"no Service w\;b in namespace prod"#)
    }
}
