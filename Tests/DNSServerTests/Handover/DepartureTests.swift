import DNSServer
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
}
