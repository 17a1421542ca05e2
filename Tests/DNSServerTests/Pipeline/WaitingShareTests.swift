import DNSModel
import DNSServer
import Dispatch
import Resolution
import TestSupport
import Testing
import Upstream

/// What one client may have others wait for.
@Suite(.timeLimit(.minutes(20))) struct WaitingShareTests {
    @Test("The addresses of a /64 share what may wait for upstream, and others have theirs")
    func network() throws {
        let upstream = try FakeUpstream([], .holds)
        var configuration = UpstreamConfiguration()
        configuration.servers = .addresses([UpstreamServer(try #require(IPAddress(upstream.address)), port: upstream.port)])
        configuration.concurrency = 4
        let forwarder = try Forwarder(configuration, logger: LogRecorder().logger)
        forwarder.start()
        defer { forwarder.stop() }
        let trial = PipelineTrial(ObjectLists(), forwarder: forwarder) { $0.upstream = configuration }
        let clients = try ["fd00::1", "fd00::2", "fd00::3", "fd00::4", "fd00:0:0:1::1"].map { try Client($0) }
        let names: [DomainName] = ["a.example.test", "b.example.test", "c.example.test", "d.example.test", "e.example.test"]
        trial.queue.sync {
            for (name, client) in zip(names, clients) { trial.exchange(QueryOctets.query(name, .a), from: client) }
        }
        #expect(waitUntil { upstream.count(names[4]) > 0 })
        #expect(names.map { upstream.count($0) > 0 } == [true, true, false, false, true])
    }
}
