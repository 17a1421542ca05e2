import DNSModel
import DNSServer
import Synchronization
import Testing

/// One after the other: they count the series that are alive.
@Suite("Answers of several messages", .serialized, .timeLimit(.minutes(20))) struct MessageSeriesTests {
    private static func expectSeries(of count: UInt8, at client: borrowing TestSocket) throws {
        for number in 1...count {
            let message = try client.receiveMessage()
            #expect(message.first == number && message.count == CountingSeries.lengthOfMessage)
        }
    }

    @Test("its messages come in their order, then the answers to what was asked behind it")
    func order() throws {
        try withServer { listeners, address in
            let client = try TestSocket.connected(to: address)
            try client.send(framed("before") + framed(CountingSeries.asking(forMessages: 200)) + framed("behind"))
            try client.finish()
            #expect(try client.receiveMessage() == MarkingAnswerer.answer(to: "before", by: .stream))
            try Self.expectSeries(of: 200, at: client)
            #expect(try client.receiveMessage() == MarkingAnswerer.answer(to: "behind", by: .stream))
            #expect(try client.receiveSome().isEmpty)
            wait(for: "the connection's end") { listeners.streamCounters.closed == [.finished: 1] }
            #expect(CountingSeries.alive.load(ordering: .relaxed) == 0)
        }
    }

    @Test("an answer that comes later goes between its messages")
    func besideLaterAnswers() throws {
        try withLaterServer { listeners, address, watch in
            let client = try TestSocket.connected(to: address, receiveBuffer: 4_096)
            try client.send(framed(LaterAnswerer.later("1")) + (0..<4).flatMap { _ in framed(CountingSeries.asking(forMessages: 250)) })
            wait(for: "a full queue") { listeners.streamCounters.unsentOctets > 256 * 1_024 - 2 * 65_537 }
            let other = try TestSocket.connected(to: address)
            try other.send(framed(LaterAnswerer.all) + framed("now"))
            #expect(try other.receiveMessage() == MarkingAnswerer.answer(to: "now", by: .stream))
            #expect(listeners.streamCounters.abandoned == 0)
            let messages = try (0..<1_001).map { _ in try client.receiveMessage() }
            let place = try #require(messages.firstIndex(of: LaterAnswerer.reply("1")))
            #expect(place < 1_000)
            #expect(messages.count { $0.count == CountingSeries.lengthOfMessage } == 1_000)
        }
    }

    @Test("its messages are made only as the client reads, and the others are answered meanwhile")
    func backPressure() throws {
        try withServer { listeners, address in
            let slow = try TestSocket.connected(to: address, receiveBuffer: 4_096)
            try slow.send((0..<8).flatMap { _ in framed(CountingSeries.asking(forMessages: 250)) })
            wait(for: "a full queue") { listeners.streamCounters.unsentOctets > 256 * 1_024 - 2 * 65_537 }
            #expect(listeners.streamCounters.unsentOctets <= 256 * 1_024)
            let quick = try TestSocket.connected(to: address)
            try quick.send(framed("quick") + framed(CountingSeries.asking(forMessages: 100)))
            #expect(try quick.receiveMessage() == MarkingAnswerer.answer(to: "quick", by: .stream))
            try Self.expectSeries(of: 100, at: quick)
            for _ in 0..<8 { try Self.expectSeries(of: 250, at: slow) }
        }
        #expect(CountingSeries.alive.load(ordering: .relaxed) == 0)
    }

    @Test("a client that does not read it is closed in time, and the rest let go")
    func unread() throws {
        var limits = TCPLimits()
        limits.unread = .milliseconds(300)
        limits.tick = .milliseconds(10)
        try withServer(limits: limits) { listeners, address in
            let client = try TestSocket.connected(to: address, receiveBuffer: 4_096)
            try client.send((0..<20).flatMap { _ in framed(CountingSeries.asking(forMessages: 250)) })
            wait(for: "the connection's end") { listeners.streamCounters.closed == [.answersUnread: 1] }
            wait(for: "the series' end") { CountingSeries.alive.load(ordering: .relaxed) == 0 }
        }
    }

    @Test("a server stops in the middle of it")
    func stops() throws {
        try withServer { listeners, address in
            let client = try TestSocket.connected(to: address, receiveBuffer: 4_096)
            try client.send((0..<20).flatMap { _ in framed(CountingSeries.asking(forMessages: 250)) })
            wait(for: "answers that wait") { listeners.streamCounters.unsentOctets > 0 }
        }
        wait(for: "the series' end") { CountingSeries.alive.load(ordering: .relaxed) == 0 }
    }
}
