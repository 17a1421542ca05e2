import DNSModel
import Resolution
import ServiceRegistry
import TestSupport
import Testing

struct ResolverTests {
    private let configuration: ZoneConfiguration
    /// The authority of the cluster's zone.
    private let cluster: Authority
    private let window = AnswerWindow(start: 0, octets: 1232)
    private let client = IPAddress.v4(IPv4Address(0x7F00_0001))

    init() {
        var configuration = ZoneConfiguration(clusterDomain: "cluster.local")
        configuration.shortNames = ShortNameRules(defaultNamespace: "default")
        self.configuration = configuration
        cluster = Authority(ZoneTable(configuration).cluster)
    }

    private func snapshot(_ services: [ServiceObject], pods: [PodObject] = []) -> RegistrySnapshot {
        let objects = ObjectLists(services: services, pods: pods)
        return RegistryBuilder(RegistryRules()).build(objects, generation: 1, serial: 7, remembering: AllocationTable()).snapshot
    }

    private func externalName(_ name: Label, _ target: DomainName) -> ServiceObject {
        ServiceObject(key: ServiceKey(namespace: "prod", name: name), addressing: .externalName(target))
    }

    private func resolve(_ name: DomainName, _ type: RecordType, in snapshot: RegistrySnapshot) -> Resolution {
        Resolver(configuration).resolve(Question(name: name, type: type), from: client, in: snapshot, window: window)
    }

    @Test("A chain of aliases is followed to its tenth and cut there")
    func longChain() throws {
        let services = try (0..<20).map { index in
            let target = try #require(DomainName("c\(index + 1).prod.svc.cluster.local"))
            return externalName(try #require(Label("c\(index)")), target)
        }
        let resolution = resolve("c0.prod.svc.cluster.local", .a, in: snapshot(services))
        #expect(resolution.aliases.count == 10)
        #expect(resolution.outcome == .aliasOnly(.tooLong))
        let end = resolve("c10.prod.svc.cluster.local", .a, in: snapshot(services))
        #expect(end.outcome == .nameError(.unknownService(ServiceKey(namespace: "prod", name: "c20")), authority: cluster))
    }

    @Test("An alias of itself ends at once")
    func selfAlias() {
        let resolution = resolve(
            "me.prod.svc.cluster.local", .a, in: snapshot([externalName("me", "me.prod.svc.cluster.local")]))
        #expect(resolution.aliases == [Alias(of: "me.prod.svc.cluster.local")])
        #expect(resolution.outcome == .aliasOnly(.loop))
    }

    @Test("A negative answer carries its reason")
    func reasons() {
        let web = ServiceKey(namespace: "prod", name: "web")
        let pods = [PodObject(namespace: "prod", name: "a", labels: ["app": "web"], addresses: [client], isReady: false)]
        let services = [
            ServiceObject(key: web, addressing: .headless(families: [.ipv4]), selector: ["app": "web"]),
            ServiceObject(key: ServiceKey(namespace: "prod", name: "none"), addressing: .headless(families: [.ipv4])),
            ServiceObject(key: ServiceKey(namespace: "prod", name: "ip"), addressing: .clusterIP([.named(client)])),
            externalName("alias", "db.example.com"),
        ]
        let snapshot = snapshot(services, pods: pods)
        let expected: [(DomainName, NameErrorReason)] = [
            ("web.prod.svc.cluster.local", .absentService(web, .noReadyEndpoints(unready: 1))),
            ("none.prod.svc.cluster.local", .absentService(ServiceKey(namespace: "prod", name: "none"), .noReadyEndpoints(unready: 0))),
            ("x.prod.svc.cluster.local", .unknownService(ServiceKey(namespace: "prod", name: "x"))),
            ("x.y.svc.cluster.local", .unknownNamespace("y")),
            ("x.ip.prod.svc.cluster.local", .unknownEndpoint("x", ServiceKey(namespace: "prod", name: "ip"))),
            ("_x._tcp.ip.prod.svc.cluster.local", .unknownPort(ServiceKey(namespace: "prod", name: "ip"))),
            ("x.alias.prod.svc.cluster.local", .belowExternalName(ServiceKey(namespace: "prod", name: "alias"))),
            ("10-0-0-1.prod.pod.cluster.local", .unknownPod(namespace: "prod")),
            ("x.cluster.local", .unknownForm),
        ]
        for (name, reason) in expected {
            #expect(resolve(name, .a, in: snapshot).outcome == .nameError(reason, authority: cluster), "\(name)")
        }
        #expect(resolve("ip.prod.svc.cluster.local", .aaaa, in: snapshot).outcome == .noData(.otherFamily, authority: cluster))
        #expect(resolve("ip.prod.svc.cluster.local", .txt, in: snapshot).outcome == .noData(.otherType, authority: cluster))
        #expect(resolve("svc.cluster.local", .a, in: snapshot).outcome == .noData(.emptyNonTerminal, authority: cluster))
    }

    @Test("A class other than IN is refused, whatever the type", arguments: [.soa, .axfr, .ixfr, .any] as [RecordType])
    func otherClass(type: RecordType) {
        let question = Question(name: "cluster.local", type: type, recordClass: RecordClass(rawValue: 3))
        #expect(Resolver(configuration).resolve(question, from: client, in: .empty, window: window).outcome == .refused(.otherClass))
    }

    /// A headless Service `many` with so many endpoints, each with a port; names with `hostnames` addresses each.
    private func many(_ count: Int, addressesOfAName: Int = 1) -> RegistrySnapshot {
        let key = ServiceKey(namespace: "prod", name: "many")
        let endpoints = (0..<count).map { index in
            let hostname = addressesOfAName == 1 ? nil : Label(String(index / addressesOfAName))
            return EndpointObject(addresses: [.v4(IPv4Address(0x0A00_0000 + UInt32(index)))], hostname: hostname)
        }
        let port = EndpointPort(name: "http", transport: .tcp, number: 80)
        let objects = ObjectLists(
            services: [ServiceObject(key: key, addressing: .headless(families: [.ipv4]))],
            endpointSlices: [EndpointSliceObject(service: key, origin: .endpointSlice, endpoints: endpoints, ports: [port])])
        return RegistryBuilder(RegistryRules()).build(objects, generation: 1, serial: 1, remembering: AllocationTable()).snapshot
    }

    private func data(_ type: RecordType, start: UInt64, in snapshot: RegistrySnapshot) throws -> RecordSet {
        let question = Question(name: "many.prod.svc.cluster.local", type: type)
        let window = AnswerWindow(start: start, octets: 1232)
        let outcome = Resolver(configuration).resolve(question, from: client, in: snapshot, window: window).outcome
        guard case .records(let set) = outcome else {
            Issue.record("\(outcome)")
            return RecordSet([])
        }
        return set
    }

    @Test("Answers of several records begin with another one each time", arguments: [RecordType.a, .srv])
    func rotation(type: RecordType) throws {
        let snapshot = many(3)
        let answers = try [0, UInt64.max / 2, .max].map { try data(type, start: $0, in: snapshot).data }
        #expect(answers.allSatisfy { Set($0) == Set(answers[0]) && $0.count == 3 })
        #expect(Set(answers.map(\.first)).count == 3)
    }

    @Test("Of more records than fit a few too many are gathered, not all, and another part each time", arguments: [RecordType.a, .srv])
    func window(type: RecordType) throws {
        let snapshot = many(10_000)
        let one = try data(type, start: .max / 2, in: snapshot)
        let other = try data(type, start: .max - 1, in: snapshot)
        for set in [one, other] {
            // An address has 16 octets; a location 18, and its target's 38 to 41.
            let expected = type == .a ? 78...78 : 21...23
            #expect(expected.contains(set.data.count) && Set(set.data).count == set.data.count)
            #expect(set.additional.count == (type == .srv ? set.data.count : 0))
        }
        #expect(one.data.first != other.data.first)
    }

    @Test("The version is told to loopback addresses only")
    func version() throws {
        let question = Question(name: "Version.svcdns", type: .txt, recordClass: .chaos)
        let stranger = try #require(IPAddress("192.0.2.1"))
        #expect(Resolver(configuration).resolve(question, from: stranger, in: .empty, window: window).outcome == .refused(.otherClass))
        let told = RecordSet([.txt([[]])], timeToLive: 0)
        #expect(Resolver(configuration).resolve(question, from: client, in: .empty, window: window).outcome == .records(told))
    }

    @Test("Of a Service's ports, however many, no more records are made than fit")
    func manyPorts() throws {
        let ports = (1...5000).map { ServicePort(name: nil, transport: .tcp, number: $0, target: .number($0)) }
        let key = ServiceKey(namespace: "prod", name: "many")
        let set = try data(.srv, start: 0, in: snapshot([ServiceObject(key: key, addressing: .clusterIP([.named(client)]), ports: ports)]))
        #expect(set.data.count == 1232 / (18 + 29) + 1)
        #expect(set.additional.count == 1)
    }

    @Test("The addresses of one target stay side by side, wherever the answer begins")
    func targetsStayTogether() throws {
        let snapshot = many(12, addressesOfAName: 4)
        for start in (0..<12).map({ UInt64.max / 12 * $0 }) {
            let owners = try data(.srv, start: start, in: snapshot).additional.map(\.owner)
            #expect(owners.count == 12)
            #expect(zip(owners, owners.dropFirst()).count { $0 != $1 } == 2)
        }
    }

    @Test("A zone whose name leaves no room builds no record that is too long, and does not trap")
    func longNames() throws {
        let label = String(repeating: "z", count: 63)
        let zone = try #require(DomainName("\(label).\(label).\(label.prefix(60))"))
        var long = ZoneConfiguration(clusterDomain: zone)
        long.shortNames = ShortNameRules(defaultNamespace: "default")
        let key = ServiceKey(namespace: try #require(Label(label)), name: "web")
        let service = ServiceObject(
            key: key, addressing: .clusterIP([.named(client)]),
            ports: [ServicePort(name: "http", transport: .tcp, number: 80, target: .number(80))])
        let snapshot = snapshot([service])
        let short = try #require(DomainName(["web", key.namespace]))
        for type in [RecordType.a, .srv, .any] {
            let resolution = Resolver(long).resolve(Question(name: short, type: type), from: client, in: snapshot, window: window)
            let response = AnswerRules(long).response(to: Question(name: short, type: type), resolution, serial: 1)
            #expect(response.responseCode == .noError)
            #expect(response.answer.contains { $0.data.type == .srv } == false)
        }
        let reverse = Resolver(long).resolve(
            Question(name: "1.0.0.127.in-addr.arpa", type: .ptr), from: client, in: snapshot, window: window)
        let arpa = try #require(ZoneTable(long).all.first { $0.view == .reverse(.ipv4) })
        #expect(reverse.outcome == .nameError(.unknownAddress, authority: Authority(arpa)))
    }
}
