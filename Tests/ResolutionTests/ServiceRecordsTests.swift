import DNSModel
import Resolution
import ServiceRegistry
import TestSupport
import Testing

struct ServiceRecordsTests {
    private let client = IPAddress.v4(IPv4Address(0x7F00_0001))
    private let key = ServiceKey(namespace: "prod", name: "many")

    private var configuration: ZoneConfiguration {
        var configuration = ZoneConfiguration(clusterDomain: "cluster.local")
        configuration.externalZones = [ExternalZoneRules(zone: "example.", showsHeadless: true, showsNodePorts: true)]
        configuration.multiclusterZones = ["clusterset.local."]
        configuration.hasZoneAwareNames = true
        return configuration
    }

    private func address(_ number: Int) -> IPAddress {
        .v4(IPv4Address(0x0A00_0000 + UInt32(number)))
    }

    private func snapshot(_ objects: ObjectLists) -> RegistrySnapshot {
        RegistryBuilder(RegistryRules(arrangesTopologyZones: true))
            .build(objects, generation: 1, serial: 1, remembering: AllocationTable()).snapshot
    }

    /// A headless Service of ten hostnames with an address of each family, in one topology zone; three at most in an answer.
    private var headless: RegistrySnapshot {
        let endpoints = (0..<10).map { index in
            let second = IPAddress.v6(IPv6Address(high: 1, low: UInt64(index)))
            return EndpointObject(addresses: [address(index), second], hostname: Label("host-\(index)"), zone: "a")
        }
        let ports = [EndpointPort(name: "http", transport: .tcp, number: 80), EndpointPort(name: "https", transport: .tcp, number: 443)]
        let settings = ServiceSettings(maximumAnswers: 3)
        return snapshot(
            ObjectLists(
                services: [ServiceObject(key: key, addressing: .headless(families: [.ipv4, .ipv6]), settings: settings)],
                serviceImports: [ServiceImportObject(key: key, type: .headless, settings: settings)],
                endpointSlices: [
                    EndpointSliceObject(service: key, origin: .endpointSlice, endpoints: endpoints, ports: ports),
                    EndpointSliceObject(service: key, origin: .importedSlice(cluster: "east"), endpoints: endpoints, ports: ports),
                ]))
    }

    private func records(
        _ name: DomainName, _ type: RecordType, start: UInt64 = 0, window: AnswerWindow? = nil, in snapshot: RegistrySnapshot
    ) -> RecordSet {
        let window = window ?? AnswerWindow(start: start, octets: 1232)
        let question = Question(name: name, type: type)
        let outcome = Resolver(configuration).resolve(question, from: client, in: snapshot, window: window).outcome
        guard case .records(let set) = outcome else {
            Issue.record("\(name): \(outcome)")
            return RecordSet([])
        }
        return set
    }

    private let limited: [DomainName] = [
        "many.prod.svc.cluster.local", "a.pin._zone.many.prod.svc.cluster.local", "a.prefer._zone.many.prod.svc.cluster.local",
        "b.prefer._zone.many.prod.svc.cluster.local", "many.prod.example", "many.prod.svc.clusterset.local",
    ]

    @Test("An answer names at most as many endpoints as the Service wants, others the next time, and every port of theirs")
    func maximumAnswers() {
        let starts = (0..<10).map { UInt64.max / 10 * $0 }
        for name in limited {
            let answers = starts.map { records(name, .aaaa, start: $0, in: headless).data }
            #expect(answers.allSatisfy { $0.count == 3 } && Set(answers.flatMap(\.self)).count == 10, "\(name)")
            let locations = starts.map { records(name, .srv, start: $0, in: headless) }
            #expect(locations.allSatisfy { $0.data.count == 6 && $0.additional.count == 6 }, "\(name)")
            #expect(Set(locations.flatMap(\.data)).count == 20, "\(name)")
        }
        #expect(records("_http._tcp.many.prod.svc.cluster.local", .srv, in: headless).data.count == 3)
    }

    @Test("A zone transfer has every endpoint, however few an answer has")
    func transfers() {
        for name in limited {
            #expect(records(name, .a, window: .whole, in: headless).data.count == 10, "\(name)")
            #expect(records(name, .srv, window: .whole, in: headless).data.count == 20, "\(name)")
        }
    }

    @Test("External addresses, nodes and host names come in another order each time")
    func rotation() throws {
        let exposed: [(Label, ServiceExposure)] = [
            ("addresses", ServiceExposure(externalIPs: (1...3).map(address))),
            ("nodes", ServiceExposure(kind: .nodePort)),
            ("names", ServiceExposure(ingress: [.hostname("a.example.com"), .hostname("b.example.com"), .hostname("c.example.com")])),
        ]
        let ports = [ServicePort(name: "http", transport: .tcp, number: 80, target: .number(80), nodePort: 30080)]
        let services = exposed.enumerated().map { index, exposed in
            ServiceObject(
                key: ServiceKey(namespace: "prod", name: exposed.0), addressing: .clusterIP([.named(address(100 + index))]), ports: ports,
                exposure: exposed.1)
        }
        let nodes = (1...3).map { NodeObject(name: "node-\($0)", externalAddresses: [address(10 + $0)]) }
        let snapshot = snapshot(ObjectLists(services: services, nodes: nodes))
        let questions: [(DomainName, RecordType)] = [
            ("addresses.prod.example", .a), ("nodes.prod.example", .a), ("_http._tcp.names.prod.example", .srv),
        ]
        for (name, type) in questions {
            let answers = [0, UInt64.max / 2, .max].map { records(name, type, start: $0, in: snapshot).data }
            #expect(answers.allSatisfy { $0.count == 3 && Set($0) == Set(answers[0]) }, "\(name)")
            #expect(Set(answers.map(\.first)).count == 3, "\(name)")
        }
    }

    @Test("Of more nodes than fit no more records are made than a few too many")
    func manyNodes() {
        let nodes = (0..<5000).map { NodeObject(name: "node-\($0)", externalAddresses: [address($0)]) }
        let ports = [ServicePort(name: "http", transport: .tcp, number: 80, target: .number(80), nodePort: 30080)]
        let service = ServiceObject(
            key: key, addressing: .clusterIP([.named(client)]), ports: ports, exposure: ServiceExposure(kind: .nodePort))
        let snapshot = snapshot(ObjectLists(services: [service], nodes: nodes))
        #expect(records("many.prod.example", .a, in: snapshot).data.count == 78)
        #expect(records("many.prod.example", .srv, in: snapshot).additional.count == 78)
    }

    /// How often each record comes first in answers that begin all over the endpoints.
    private func firsts(_ name: DomainName, _ type: RecordType, in snapshot: RegistrySnapshot) -> [RecordData: Int] {
        let starts = (0..<100).map { UInt64.max / 100 * $0 + 1 << 32 }
        return starts.compactMap { records(name, type, start: $0, in: snapshot).data.first }.reduce(into: [:]) { $0[$1, default: 0] += 1 }
    }

    @Test("Each address of a family and each endpoint of a port comes first as often as the others, however few there are")
    func evenRotation() {
        let ipv4 = (0..<90).map { EndpointObject(addresses: [address($0)]) }
        let ipv6 = (0..<10).map { EndpointObject(addresses: [.v6(IPv6Address(high: 1, low: UInt64($0)))]) }
        let ports = ["http", "rare"].map { EndpointPort(name: Label($0), transport: .tcp, number: 80) }
        let snapshot = snapshot(
            ObjectLists(
                services: [ServiceObject(key: key, addressing: .headless(families: [.ipv4, .ipv6]))],
                endpointSlices: [
                    EndpointSliceObject(service: key, origin: .endpointSlice, endpoints: ipv4, ports: Array(ports.prefix(1))),
                    EndpointSliceObject(service: key, origin: .endpointSlice, endpoints: ipv6, ports: ports),
                ]))
        for (name, type) in [("many.prod.svc.cluster.local", .aaaa), ("_rare._tcp.many.prod.svc.cluster.local", .srv)]
            as [(DomainName, RecordType)]
        {
            #expect(firsts(name, type, in: snapshot).values.sorted() == Array(repeating: 10, count: 10), "\(name)")
        }
    }

    @Test("One name of many addresses is one target: the next ones are in the same answer")
    func oneNameOfManyAddresses() {
        let many = EndpointObject(addresses: (0..<500).map(address), hostname: "a")
        let next = EndpointObject(addresses: [address(500)], hostname: "b")
        let snapshot = snapshot(
            ObjectLists(
                services: [ServiceObject(key: key, addressing: .headless(families: [.ipv4]))],
                endpointSlices: [
                    EndpointSliceObject(
                        service: key, origin: .endpointSlice, endpoints: [many, next],
                        ports: [EndpointPort(name: "http", transport: .tcp, number: 80)])
                ]))
        for start in [0, UInt64.max / 3, UInt64.max] {
            let set = records("many.prod.svc.cluster.local", .srv, start: start, in: snapshot)
            #expect(set.data.count == 2)
            #expect(set.additional.count == 78)
        }
        #expect(records("many.prod.svc.cluster.local", .srv, window: .whole, in: snapshot).additional.count == 501)
        #expect(records("a.many.prod.svc.cluster.local", .a, in: snapshot).data.count == 78)
    }
}
