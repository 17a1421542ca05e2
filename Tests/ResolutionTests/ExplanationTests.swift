import DNSModel
import Resolution
import ServiceRegistry
import Testing

struct ExplanationTests {
    private let configuration = ZoneConfiguration(clusterDomain: "cluster.local")
    private let client = IPAddress.v4(IPv4Address(0x7F00_0001))

    private func snapshot(_ names: [Label]) -> RegistrySnapshot {
        let services = names.enumerated().map { index, name in
            ServiceObject(
                key: ServiceKey(namespace: "prod", name: name),
                addressing: .clusterIP([.named(.v4(IPv4Address(0x0A60_0000 + UInt32(index))))]))
        }
        let objects = RegistryObjects(services: services)
        return RegistryBuilder(RegistryRules()).build(objects, generation: 1, serial: 7, remembering: AllocationTable()).snapshot
    }

    private func resolve(_ label: Label, in snapshot: RegistrySnapshot) throws -> (Question, Resolution) {
        let question = Question(name: try #require(DomainName([label, "prod", "svc"], in: configuration.clusterDomain)), type: .a)
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
