import DNSModel
import DNSServer
import Resolution
import ServiceRegistry
import TestSupport
import Testing

/// What is remembered of one client must not become another's.
@Suite("Nobody is given another client's answer") struct ClientViewTests {
    private static let clients = ["10.0.0.1", "10.0.0.2", "10.0.0.3", "10.0.0.4", "fd00::1", "fd00::2", "192.168.0.1", "203.0.113.1"]
    private static let names: [DomainName] = [
        "web", "web.prod", "both", "web.prod.svc.cluster.local.prod.svc.cluster.local", "web.dev.prod.svc.cluster.local",
        "nothing.prod.svc.cluster.local", "nothing",
    ]

    /// `web` in each namespace, `both` headless in each; the Pods at these addresses.
    private static func objects(_ pods: [(namespace: Label, address: String, isHost: Bool)]) -> ObjectLists {
        var objects = ObjectLists()
        for (number, namespace) in (["default", "dev", "prod"] as [Label]).enumerated() {
            let both = ServiceKey(namespace: namespace, name: "both")
            let (web, base) = (ServiceKey(namespace: namespace, name: "web"), UInt32(number) << 8)
            objects.services.append(
                ServiceObject(key: web, addressing: .clusterIP([.named(.v4(IPv4Address(0x0A60_0001 + base)))])))
            objects.services.append(ServiceObject(key: both, addressing: .headless(families: [.ipv4])))
            let endpoints = (1...3).map { EndpointObject(addresses: [.v4(IPv4Address(0x0A80_0000 + base + $0))]) }
            objects.endpointSlices.append(EndpointSliceObject(service: both, origin: .endpointSlice, endpoints: endpoints, ports: []))
        }
        objects.pods = pods.enumerated().compactMap { number, pod in
            IPAddress(pod.address).map {
                PodObject(namespace: pod.namespace, name: "client-\(number)", addresses: [$0], usesHostNetwork: pod.isHost)
            }
        }
        return objects
    }

    /// In turn: Pods of two namespaces, on the host's network, two at one address, and their like after a change.
    private static let registries = [
        objects([
            ("prod", "10.0.0.1", false), ("dev", "10.0.0.2", false), ("prod", "10.0.0.3", true), ("dev", "10.0.0.4", false),
            ("prod", "10.0.0.4", false), ("prod", "fd00::1", false), ("dev", "fd00::2", false), ("dev", "203.0.113.1", false),
        ]),
        objects([
            ("dev", "10.0.0.1", false), ("prod", "10.0.0.2", false), ("dev", "10.0.0.3", false), ("prod", "10.0.0.4", false),
            ("dev", "fd00::1", false), ("dev", "fd00::1", true), ("prod", "203.0.113.1", true),
        ]),
        objects([("prod", "10.0.0.1", false)]),
    ]

    private static func trial(_ objects: ObjectLists) -> PipelineTrial {
        PipelineTrial(objects) {
            $0.zones.searchCompletion = SearchCompletion()
            $0.upstream.servers = .addresses([])
        }
    }

    @Test(
        "by name, by the search list, by a Pod's address, before and after the registry has changed", arguments: MessageTransport.allCases
    )
    func views(transport: MessageTransport) throws {
        let trial = Self.trial(Self.registries[0])
        for objects in Self.registries + Self.registries.prefix(1) {
            trial.publish(objects)
            let expected = try Self.clients.map { try answers(to: Client($0, over: transport), by: Self.trial(objects)) }
            for _ in 0..<3 {
                for (client, expected) in zip(Self.clients, expected) {
                    let answers = try answers(to: Client(client, over: transport), by: trial)
                    for (answer, expected) in zip(answers, expected) {
                        #expect(answer.header == expected.header, "\(answer.question) from \(client)")
                        #expect(Set(answer.answer) == Set(expected.answer), "\(answer.question) from \(client)")
                        #expect(answer.authority == expected.authority, "\(answer.question) from \(client)")
                        #expect(answer.extendedErrors == expected.extendedErrors, "\(answer.question) from \(client)")
                    }
                }
            }
        }
    }

    /// What a client is told, each question a second after the one before: near misses are not searched for more often.
    private func answers(to client: Client, by trial: PipelineTrial) throws -> [LdnsMessage] {
        try Self.names.flatMap { name in
            try ([.a, .aaaa, .srv] as [RecordType]).map { type in
                trial.wait(.seconds(1))
                return try trial.ask(QueryOctets.query(name, type), from: client)
            }
        }
    }
}
