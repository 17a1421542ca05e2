import DNSModel
import DNSServer
import Dispatch
import Logging
import Resolution
import Testing

struct DepartureTests {
    @Test(
        "It ends within five seconds after lameDuck, in order, whoever goes on",
        arguments: [Duration.zero, .milliseconds(500), .seconds(300)])
    func bounds(lameDuck: Duration) throws {
        let departures = [
            Departure.stopped(lameDuck: lameDuck, socketsStay: false), .stopped(lameDuck: lameDuck, socketsStay: true),
            .handedOver(lameDuck: lameDuck),
        ]
        for departure in departures {
            let times = departure.steps.map(\.time)
            #expect(times == times.sorted())
            let end = try #require(departure.steps.last)
            #expect(end.action == .end && end.time < lameDuck + .seconds(5))
        }
    }

    @Test("A server that nobody follows takes queries until lameDuck is over, and one that was followed takes none")
    func leaves() {
        let stopped = Departure.stopped(lameDuck: .seconds(9), socketsStay: false)
        #expect(stopped.steps.first == Departure.Step(time: .seconds(9), action: .leave(toOthers: false)))
        let followed = Departure.handedOver(lameDuck: .seconds(9))
        #expect(followed.steps.first == Departure.Step(time: .zero, action: .leave(toOthers: true)))
    }

    @Test("A departure takes the place of the one before, of which no step is taken any more")
    func replaces() async {
        // A server sets what is the process's own.
        await #expect(processExitsWith: .success) {
            var configuration = ServerConfiguration(zones: ZoneConfiguration(clusterDomain: "cluster.local"))
            configuration.listen = [try #require(ListenAddress("127.0.0.1:0"))]
            configuration.upstream.servers = .addresses([])
            let logger = Logger(label: "test")
            let server = try Server.start(configuration, Supervision(by: nil, logger: logger), logger: logger)
            let (stopped, ended) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
            server.end(.stopped(lameDuck: .milliseconds(200), socketsStay: false)) { stopped.signal() }
            server.end(.handedOver(lameDuck: .seconds(300))) {}
            #expect(stopped.wait(timeout: .now() + 1) == .timedOut)
            server.end(.stopped(lameDuck: .zero, socketsStay: false)) { ended.signal() }
            #expect(ended.wait(timeout: .now() + 30) == .success)
        }
    }
}
