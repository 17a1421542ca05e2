import DNSModel
import DNSServer
import Dispatch
import Resolution
import ServiceRegistry
import TestSupport
import Testing
import Upstream

/// Names of a search list are asked one after the other, and the time for all of them may end between two.
@Suite("A search that runs out of time", .timeLimit(.minutes(20))) struct SearchTimeTests {
    private static let records = [
        "example.test. 300 IN SOA ns.example.test. hostmaster.example.test. 1 7200 1800 86400 300", "www.example.test. 300 IN A 192.0.2.1",
    ]

    @Test("fails, and is not remembered as long as the names that there were not: who asks again gets further")
    func late() throws {
        let upstream = try FakeUpstream(Self.records)
        var configuration = UpstreamConfiguration()
        configuration.servers = .addresses([UpstreamServer(try #require(IPAddress(upstream.address)), port: upstream.port)])
        let forwarder = try Forwarder(configuration, logger: LogRecorder().logger)
        forwarder.start()
        defer { forwarder.stop() }
        let pod = PodObject(namespace: "prod", name: "client", addresses: [.v4(IPv4Address(0x0A00_0001))])
        let trial = PipelineTrial(ObjectLists(pods: [pod]), forwarder: forwarder) {
            $0.upstream = configuration
            $0.upstream.timeout = .zero
            $0.zones.searchCompletion = SearchCompletion(domains: ["a.example.test", "b.example.test"])
        }
        let client = try Client("10.0.0.1")
        let query = QueryOctets.query("www.example.test.prod.svc.cluster.local", .a)
        let hasAnswer = waitUntil {
            trial.queue.sync {
                trial.exchange(query, from: client)
                return trial.responseCode == 0
            }
        }
        #expect(hasAnswer && upstream.count("www.example.test", .a) == 1)
    }
}
