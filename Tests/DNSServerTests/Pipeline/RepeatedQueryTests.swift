import AllocationCounter
import DNSModel
import DNSServer
import Dispatch
import Logging
import Resolution
import ServiceRegistry
import TestSupport
import Testing
import Upstream

/// What a thread asks the allocator for: `AllocationCounter` stands in front of it.
@Suite("A query that has come before costs no allocation", .timeLimit(.minutes(20))) struct RepeatedQueryTests {
    private static let port = ServicePort(name: "http", transport: .tcp, number: 80, target: .number(80))

    private static var objects: ObjectLists {
        let (web, crowd) = (ServiceKey(namespace: "prod", name: "web"), ServiceKey(namespace: "prod", name: "crowd"))
        let endpoints = (1...5).map { EndpointObject(addresses: [.v4(IPv4Address(0x0A80_0000 + $0))]) }
        var objects = ObjectLists(
            services: [
                ServiceObject(key: web, addressing: .clusterIP([.named(.v4(IPv4Address(0x0A60_0001)))]), ports: [port]),
                ServiceObject(key: crowd, addressing: .headless(families: [.ipv4]), ports: [port]),
            ],
            endpointSlices: [
                EndpointSliceObject(
                    service: crowd, origin: .endpointSlice, endpoints: endpoints,
                    ports: [EndpointPort(name: "http", transport: .tcp, number: 80)])
            ])
        objects.pods = [PodObject(namespace: "prod", name: "client", addresses: [.v4(IPv4Address(0x0A00_0001))])]
        return objects
    }

    private static let questions: [(DomainName, RecordType)] = [
        ("web.prod.svc.cluster.local", .a), ("web.prod.svc.cluster.local", .aaaa), ("nothing.prod.svc.cluster.local", .a),
        ("crowd.prod.svc.cluster.local", .a), ("_http._tcp.crowd.prod.svc.cluster.local", .srv), ("1.0.128.10.in-addr.arpa", .ptr),
        ("web.prod", .a), ("web", .a), ("crowd", .a), ("web.prod.svc.cluster.local.prod.svc.cluster.local", .a), ("elsewhere.test", .a),
    ]

    /// How often this thread asks for memory meanwhile.
    private static func allocations(_ body: () -> Void) -> UInt64 {
        let before = allocation_counter_total()
        body()
        return allocation_counter_total() - before
    }

    @Test("which is counted: an allocation counts, and so does one of a query that is new", .enabled(if: allocation_counter_counts()))
    func counter() throws {
        let once = Self.allocations { unsafe UnsafeMutableRawPointer.allocate(byteCount: 64, alignment: 8).deallocate() }
        #expect(once == 1)
        var array: [[UInt8]] = []
        #expect(Self.allocations { for number in 0..<10 { array.append(Array(repeating: UInt8(number), count: 100)) } } >= 10)
        #expect(array.count == 10)
        let trial = PipelineTrial(Self.objects)
        let client = try Client("10.0.0.1")
        let query = QueryOctets.query("web.prod.svc.cluster.local", .a)
        #expect(Self.allocations { trial.exchange(query, from: client) } > 10)
    }

    @Test(
        "whatever it leads to, over both transports", .enabled(if: allocation_counter_counts()), arguments: questions,
        MessageTransport.allCases)
    func registry(question: (name: DomainName, type: RecordType), transport: MessageTransport) throws {
        let trial = PipelineTrial(Self.objects) { $0.zones.searchCompletion = SearchCompletion() }
        let client = try Client("10.0.0.1", over: transport)
        let query = QueryOctets.query(question.name, question.type)
        for _ in 0..<100 { trial.exchange(query, from: client) }
        #expect(Self.allocations { for _ in 0..<100 { trial.exchange(query, from: client) } } == 0)
        #expect(trial.hasReply)
    }

    @Test("with a new cookie each time", .enabled(if: allocation_counter_counts()), arguments: MessageTransport.allCases)
    func cookies(transport: MessageTransport) throws {
        let trial = PipelineTrial(Self.objects)
        let client = try Client("10.0.0.1", over: transport)
        let queries = (0..<200).map {
            DigQuery.octets("", for: "web.prod.svc.cluster.local", cookie: Array(repeating: UInt8($0), count: 8))
        }
        for query in queries.prefix(100) { trial.exchange(query, from: client) }
        #expect(Self.allocations { for index in 100..<200 { trial.exchange(queries[index], from: client) } } == 0)
        #expect(trial.hasReply)
    }

    @Test("from upstream, while its times are counted down", .enabled(if: allocation_counter_counts()))
    func outside() throws {
        let upstream = try FakeUpstream(["www.example.test. 300 IN A 192.0.2.1"])
        var configuration = UpstreamConfiguration()
        configuration.servers = .addresses([UpstreamServer(try #require(IPAddress(upstream.address)), port: upstream.port)])
        let forwarder = try Forwarder(configuration, logger: LogRecorder().logger)
        forwarder.start()
        defer { forwarder.stop() }
        let trial = PipelineTrial(Self.objects, forwarder: forwarder) { $0.upstream = configuration }
        let client = try Client("10.0.0.1")
        let query = QueryOctets.query("www.example.test", .a)
        #expect(
            waitUntil {
                trial.queue.sync {
                    trial.exchange(query, from: client); return trial.hasReply
                }
            })
        let count = trial.queue.sync {
            trial.exchange(query, from: client)
            return Self.allocations {
                for _ in 0..<100 {
                    trial.wait(.milliseconds(250))
                    trial.exchange(query, from: client)
                }
            }
        }
        #expect(count == 0)
        #expect(try trial.queue.sync { try trial.ask(query, from: client) }.answer == ["www.example.test. 275 IN A 192.0.2.1"])
    }
}
