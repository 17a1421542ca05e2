import DNSServer
import Testing

struct SelfTestRoundTests {
    private let first: ListenAddress
    private let second: ListenAddress

    init() throws {
        first = try #require(ListenAddress("127.0.0.1:53"))
        second = try #require(ListenAddress("[::1]:53"))
    }

    @Test("Every queue, every socket of every worker, and UDP and TCP at every address are to be seen to")
    func everything() {
        let round = SelfTestRound(ofWorkers: [[first, second], [first, second]], streams: [first, second])
        #expect(
            round.unseen.map(\.description) == [
                "worker 1", "worker 2", "UDP on 127.0.0.1:53", "UDP on 127.0.0.1:53 (worker 1)", "UDP on 127.0.0.1:53 (worker 2)",
                "TCP on 127.0.0.1:53", "UDP on [::1]:53", "UDP on [::1]:53 (worker 1)", "UDP on [::1]:53 (worker 2)", "TCP on [::1]:53",
            ])
        #expect(round.askedByDatagram == [first, second] && round.askedByStream == [first, second])
    }

    @Test("A socket is seen to when it has sent more than at the first count of the round")
    func counts() {
        var round = SelfTestRound(ofWorkers: [[first, second]], streams: [first, second])
        round.counted([7, 3], by: 0)
        #expect(round.unseen.contains(.socket(first, worker: 0)) && !round.unseen.contains(.worker(0)))
        round.counted([7, 4], by: 0)
        #expect(round.unseen.contains(.socket(first, worker: 0)) && !round.unseen.contains(.socket(second, worker: 0)))
        round.counted([8, 4], by: 0)
        #expect(round.unseen == [.datagrams(first), .stream(first), .datagrams(second), .stream(second)])
    }

    @Test("Counts alone prove nothing: a query to each address has to be answered, and where it was, its sockets are still asked")
    func answers() {
        var round = SelfTestRound(ofWorkers: [[first]], streams: [first])
        round.counted([0], by: 0)
        round.seen(.datagrams(first))
        #expect(round.askedByDatagram == [first] && round.awaitsDatagrams)
        round.counted([1], by: 0)
        #expect(round.askedByDatagram == [] && !round.awaitsDatagrams && round.unseen == [.stream(first)])
        round.seen(.stream(first))
        #expect(round.unseen == [])
    }

    @Test("An address that the machine has no more is not waited for; the queues are")
    func lostAddress() {
        var round = SelfTestRound(ofWorkers: [[first], [first]], streams: [first])
        round.cannotAsk(first)
        #expect(round.unseen == [.worker(0), .worker(1)] && round.awaitsDatagrams && round.askedByDatagram == [])
    }
}
