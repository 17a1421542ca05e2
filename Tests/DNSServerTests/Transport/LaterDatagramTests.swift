import DNSModel
import DNSServer
import Synchronization
import Testing

@Suite("Datagrams that are answered later", .timeLimit(.minutes(20))) struct LaterDatagramTests {
    @Test(
        "the reply comes from the address that was asked",
        arguments: [("0.0.0.0", ["127.0.0.2", "127.0.0.3", "127.0.0.1"]), ("::", ["::1"]), ("127.0.0.1", ["127.0.0.1"]), ("::1", ["::1"])])
    func repliesFromAskedAddress(listens: String, asked: [String]) throws {
        try withLaterServer(listens) { listeners, address, watch in
            let client = try TestSocket.datagram(address.address.family)
            let targets = try asked.map { ListenAddress(try #require(IPAddress($0)), port: address.port) }
            for target in targets { try client.send(LaterAnswerer.later("\(target.address)"), to: target) }
            wait(for: "the questions") { watch.askedCount == targets.count }
            try client.send(LaterAnswerer.all, to: try #require(targets.first))
            for target in targets.reversed() {
                let expected = TestSocket.Datagram(octets: LaterAnswerer.reply("\(target.address)"), source: target.address)
                #expect(try client.receiveDatagram() == expected)
            }
            #expect(listeners.datagramCounters.sent == UInt64(targets.count))
        }
    }

    @Test("1,000 that wait at once are all answered, each to its client, and others meanwhile")
    func manyWait() throws {
        try withLaterServer { listeners, address, watch in
            let clients = try (0..<10).map { _ in SocketBox(try TestSocket.datagram(.ipv4)) }
            for (index, client) in clients.enumerated() {
                for number in 0..<100 { try client.socket.send(LaterAnswerer.later("\(index)-\(number)"), to: address) }
                wait(for: "the questions") { watch.askedCount == (index + 1) * 100 }
            }
            let other = try TestSocket.datagram(.ipv4)
            try other.send(Array("now".utf8), to: address)
            #expect(try other.receiveDatagram().octets == MarkingAnswerer.answer(to: "now", by: .datagram))
            try other.send(LaterAnswerer.all, to: address)
            for (index, client) in clients.enumerated() {
                for number in (0..<100).reversed() {
                    #expect(try client.socket.receiveDatagram().octets == LaterAnswerer.reply("\(index)-\(number)"))
                }
            }
            #expect(listeners.datagramCounters.sent == 1_001)
        }
    }

    @Test("an answer that comes soon, or before it is waited for, arrives; an over-long one does not")
    func soonAndEarly() throws {
        try withLaterServer { listeners, address, _ in
            let client = try TestSocket.datagram(.ipv4)
            for message in [LaterAnswerer.soon("large"), LaterAnswerer.soon("soon"), LaterAnswerer.early("early")] {
                try client.send(message, to: address)
            }
            let replies = try Set([client.receiveDatagram().octets, client.receiveDatagram().octets])
            #expect(replies == [LaterAnswerer.reply("soon"), LaterAnswerer.reply("early")])
            #expect(listeners.datagramCounters.tooLong == 1)
        }
    }

    @Test("a client that cannot be reached is counted, and hinders no other")
    func refused() throws {
        try withLaterServer { listeners, address, watch in
            // Closed: the reply meets a port of nobody's.
            do { try TestSocket.datagram(.ipv4).send(LaterAnswerer.later("gone"), to: address) }
            wait(for: "the question") { watch.askedCount == 1 }
            let client = try TestSocket.datagram(.ipv4)
            try client.send(LaterAnswerer.all, to: address)
            try client.send(Array("now".utf8), to: address)
            #expect(try client.receiveDatagram().octets == MarkingAnswerer.answer(to: "now", by: .datagram))
            let counters = listeners.datagramCounters
            #expect(counters.sent &+ counters.refused == 2)
        }
    }

    @Test("nothing is sent after the listener has stopped")
    func stopped() throws {
        var seen: (Listeners, LaterWatch)?
        try withLaterServer { listeners, address, watch in
            try TestSocket.datagram(.ipv4).send(LaterAnswerer.later("one"), to: address)
            wait(for: "the question") { watch.askedCount == 1 }
            seen = (listeners, watch)
        }
        let (listeners, watch) = try #require(seen)
        watch.releaseAll()
        let counters = listeners.datagramCounters
        #expect(counters.sent == 0 && counters.refused == 0 && counters.dropped == 0)
    }

    @Test("a stopped listener and its answerer are let go, though an answer is still waited for")
    func letGo() throws {
        let watch = LaterWatch()
        try withServer(answerer: { _ in KeepingAnswerer(watch) }) { _, address in
            try TestSocket.datagram(.ipv4).send(Array("never".utf8), to: address)
            wait(for: "the question") { watch.askedCount == 1 }
        }
        wait(for: "the answerer's end") { watch.abandonedCount == 1 }
    }
}

/// Answers never, and keeps what is waited for.
private final class KeepingAnswerer: MessageAnswerer {
    private let watch: LaterWatch
    private var waiting: [LaterAnswer] = []

    init(_ watch: LaterWatch) {
        self.watch = watch
    }

    deinit {
        watch.abandoned.add(waiting.count, ordering: .relaxed)
    }

    func answer(_ message: Span<UInt8>, from client: Client, into reply: inout [UInt8]) -> Answering {
        let answer = LaterAnswer {}
        waiting.append(answer)
        watch.asked.add(1, ordering: .relaxed)
        return .later(answer)
    }
}
