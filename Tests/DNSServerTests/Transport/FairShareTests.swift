import DNSModel
import DNSServer
import Dispatch
import Synchronization
import Testing

@Suite("TCP clients share fairly", .timeLimit(.minutes(20))) struct FairShareTests {
    private static let honest = "127.0.0.2"

    @Test("a client at its limit loses the one of its own that was quiet longest, and nobody else's")
    func displacesOwn() throws {
        var limits = TCPLimits()
        limits.connectionsPerClient = 3
        try withServer(limits: limits) { listeners, address in
            let quiet = try TestSocket.connected(to: address, from: Self.honest)
            try Self.expectAnswer(at: quiet, for: Self.honest)
            var greedy: [SocketBox] = []
            for number in 1...20 {
                greedy.append(SocketBox(try TestSocket.connected(to: address)))
                try Self.expectAnswer(at: greedy[number - 1].socket)
                guard number > 3 else { continue }
                #expect(try greedy[number - 4].socket.receiveSome().isEmpty)
            }
            try Self.expectAnswer(at: quiet, for: Self.honest)
            #expect(listeners.streamCounters.closed == [.displaced: 17])
            #expect(listeners.streamCounters.open == 4)
        }
    }

    @Test("when no connection is left, a client with many loses one before a client with few, though that was quiet longer")
    func displacesOfMany() throws {
        var limits = TCPLimits()
        limits.connections = 5
        try withServer(limits: limits) { listeners, address in
            let quiet = try TestSocket.connected(to: address, from: Self.honest)
            try Self.expectAnswer(at: quiet, for: Self.honest)
            var many: [SocketBox] = []
            for number in 1...20 {
                many.append(SocketBox(try TestSocket.connected(to: address)))
                try Self.expectAnswer(at: many[number - 1].socket)
            }
            let newcomer = try TestSocket.connected(to: address, from: "127.0.0.3")
            try Self.expectAnswer(at: newcomer, for: "127.0.0.3")
            try Self.expectAnswer(at: quiet, for: Self.honest)
            #expect(listeners.streamCounters.closed == [.displaced: 17])
        }
    }

    @Test("300 connections of which each sends an octet now and then keep neither UDP nor a new connection waiting")
    func servesBesideDribble() throws {
        try withServer { listeners, address in
            let dribbling = try (0..<300).map { _ in SocketBox(try TestSocket.connected(to: address)) }
            for round in 1...5 {
                for client in dribbling { try client.socket.send([1]) }
                let stream = try TestSocket.connected(to: address)
                try Self.expectAnswer(at: stream)
                let datagram = try TestSocket.datagram(.ipv4)
                try datagram.send(Array("datagram".utf8), to: address)
                #expect(try datagram.receiveDatagram().octets == MarkingAnswerer.answer(to: "datagram", by: .datagram))
                #expect(listeners.streamCounters.messages == UInt64(round))
            }
            #expect(dribbling.count == 300)
        }
    }

    @Test("30 connections that ask for 64 KiB without pause: another client's turn comes after one of theirs")
    func turnsByClient() throws {
        let record = TurnRecord(connections: 30)
        var limits = TCPLimits()
        limits.awaitedAnswers = 1
        try withServer(limits: limits, answerer: { _ in RecordingAnswerer(record) }) { _, address in
            let honest = try TestSocket.connected(to: address, from: Self.honest)
            // The second waits for the answer to the first, which comes when all of the others are busy.
            try honest.send(framed(RecordingAnswerer.later) + framed(RecordingAnswerer.honest))
            wait(for: "the first question") { record.asked.load(ordering: .relaxed) == 1 }
            let greedy = try (0..<30).map { _ in SocketBox(try TestSocket.connected(to: address, receiveBuffer: 4_096)) }
            for (number, client) in greedy.enumerated() {
                try client.socket.send((0..<100).flatMap { _ in framed([UInt8(number)]) })
            }
            #expect(try honest.receiveMessage() == RecordingAnswerer.later)
            #expect(try honest.receiveMessage() == RecordingAnswerer.honest)
            // What was answered between the two: the rest of a turn, and another.
            #expect(record.between.load(ordering: .relaxed) <= 2)
        }
    }

    private static func expectAnswer(at client: borrowing TestSocket, for address: String = "127.0.0.1") throws {
        try client.send(framed("query"))
        #expect(try client.receiveMessage() == MarkingAnswerer.answer(to: "query", from: address, by: .stream))
    }
}

/// What `RecordingAnswerer` saw.
private final class TurnRecord: Sendable {
    let connections: Int
    /// The questions to be answered later.
    let asked = Atomic(0)
    /// The large answers between the two to the honest client.
    let between = Atomic(0)

    init(connections: Int) {
        self.connections = connections
    }
}

/// Gives large answers, and the one that comes later when each of the connections has had one.
private final class RecordingAnswerer: MessageAnswerer {
    static let later = Array("later".utf8)
    static let honest = Array("honest".utf8)

    private let record: TurnRecord
    private var waiting: LaterAnswer?
    private var served: Set<UInt8> = []
    private var given = 0

    init(_ record: TurnRecord) {
        self.record = record
    }

    func answer(_ message: Span<UInt8>, from client: Client, into reply: inout [UInt8]) -> Answering {
        let octets = withoutPadding(message)
        if octets == Self.later {
            let answer = LaterAnswer {}
            waiting = answer
            record.asked.add(1, ordering: .relaxed)
            return .later(answer)
        }
        if octets == Self.honest {
            record.between.store(given, ordering: .relaxed)
            reply.append(contentsOf: octets)
            return .now
        }
        reply.append(contentsOf: [UInt8](repeating: 0xA5, count: 65_535))
        given += 1
        served.formUnion(octets)
        if served.count == record.connections, let waiting {
            self.waiting = nil
            given = 0
            waiting.deliver(Self.later)
        }
        return .now
    }
}
