import DNSModel
import DNSServer
import Glibc
import Testing

@Suite(.timeLimit(.minutes(20))) struct TCPListenerTests {
    @Test("a message is answered, however it is split, in both families", arguments: ["127.0.0.1", "::1"])
    func answersSplit(host: String) throws {
        try withServer(host) { _, address in
            let client = try TestSocket.connected(to: address)
            for octet in framed("octet by octet") { try client.send([octet]) }
            #expect(try client.receiveMessage() == MarkingAnswerer.answer(to: "octet by octet", from: host, by: .stream))
            try client.send(framed("again"))
            #expect(try client.receiveMessage() == MarkingAnswerer.answer(to: "again", from: host, by: .stream))
        }
    }

    @Test("100 messages in one segment are answered in their order, silence left out")
    func answersJoined() throws {
        try withServer { _, address in
            let client = try TestSocket.connected(to: address)
            try client.send((0..<100).flatMap { framed("query \($0)") + framed(MarkingAnswerer.silence) })
            for number in 0..<100 {
                #expect(try client.receiveMessage() == MarkingAnswerer.answer(to: "query \(number)", by: .stream))
            }
        }
    }

    @Test("queries that come together are answered by one write")
    func answersTogether() throws {
        try withServer { _, address in
            let client = try TestSocket.connected(to: address)
            for round in 1...3 as ClosedRange<UInt32> {
                try client.send((0..<50).flatMap { framed("query \($0)") })
                for number in 0..<50 {
                    #expect(try client.receiveMessage() == MarkingAnswerer.answer(to: "query \(number)", by: .stream))
                }
                #expect(try client.segmentsReceived() == round)
            }
        }
    }

    @Test("a client that has closed its half gets every answer, then the end")
    func answersHalfClosed() throws {
        try withServer { listeners, address in
            let client = try TestSocket.connected(to: address)
            try client.send((0..<100).flatMap { framed("query \($0)") } + [0, 19, 1])
            try client.finish()
            for number in 0..<100 {
                #expect(try client.receiveMessage() == MarkingAnswerer.answer(to: "query \(number)", by: .stream))
            }
            #expect(try client.receiveSome().isEmpty)
            wait(for: "the connection's end") { listeners.streamCounters.closed == [.finished: 1] }
        }
    }

    @Test("answers that wait for a slow reader outlast the end of its half")
    func answersLateReader() throws {
        try withServer { listeners, address in
            let client = try TestSocket.connected(to: address, receiveBuffer: 4_096)
            var asked: UInt64 = 0
            while listeners.streamCounters.unsentOctets == 0, asked < 2_000 {
                try client.send(framed(MarkingAnswerer.asking(forOctets: 65_535)))
                asked += 1
                wait(for: "the answer") { listeners.streamCounters.messages == asked }
            }
            try client.finish()
            #expect(try client.receiveToEnd().count == Int(asked) * 65_537)
            wait(for: "the connection's end") { listeners.streamCounters.closed == [.finished: 1] }
        }
    }

    @Test("more answers than the bound allows are given as fast as the client reads, and none is lost")
    func answersBeyondBound() throws {
        try withServer { listeners, address in
            let client = try TestSocket.connected(to: address, receiveBuffer: 4_096)
            try client.send((0..<200).flatMap { _ in framed(MarkingAnswerer.asking(forOctets: 65_535)) })
            wait(for: "a full queue") { listeners.streamCounters.unsentOctets > 256 * 1_024 - 65_537 }
            #expect(listeners.streamCounters.unsentOctets <= 256 * 1_024)
            try client.finish()
            #expect(try client.receiveToEnd().count == 200 * 65_537)
            wait(for: "the connection's end") { listeners.streamCounters.open == 0 }
        }
    }

    @Test("all clients together hold no more than their bound and a floor each, and every one is answered as it reads")
    func boundsAllTogether() throws {
        var limits = TCPLimits()
        limits.unsentOctetsOfAll = 300_000
        limits.unread = .seconds(100)
        try withServer(limits: limits) { listeners, address in
            let clients = try (0..<8).map { _ in SocketBox(try TestSocket.connected(to: address, receiveBuffer: 4_096)) }
            for client in clients {
                try client.socket.send((0..<100).flatMap { _ in framed(MarkingAnswerer.asking(forOctets: 65_535)) })
                try client.socket.finish()
            }
            wait(for: "a full server") { listeners.streamCounters.unsentOctets > 300_000 - 65_537 }
            let newcomer = try TestSocket.connected(to: address)
            try newcomer.send(framed("newcomer"))
            #expect(try newcomer.receiveMessage() == MarkingAnswerer.answer(to: "newcomer", by: .stream))
            var most = 0
            for client in clients {
                most = max(most, listeners.streamCounters.unsentOctets)
                #expect(try client.socket.receiveToEnd().count == 100 * 65_537)
            }
            // Each alone would hold three answers.
            #expect(most <= 300_000 + 8 * (limits.unsentFloor + 65_537))
            #expect(listeners.streamCounters.unsentOctets == 0)
        }
    }

    @Test("an answer of 65,535 octets comes whole")
    func answersLarge() throws {
        try withServer { _, address in
            let client = try TestSocket.connected(to: address)
            try client.send(framed(MarkingAnswerer.asking(forOctets: 65_535)))
            let answer = try client.receiveMessage()
            #expect(answer == [UInt8](repeating: 0xA5, count: 65_535))
        }
    }

    @Test(
        "what is no message ends the connection, after the answers to those before it",
        arguments: [([0, 0], .tooShort), ([0, 11], .tooShort), ([0x10, 0x01], .tooLong), ([0xFF, 0xFF], .tooLong)]
            as [([UInt8], MessageFraming.Violation)])
    func endsOnViolation(octets: [UInt8], violation: MessageFraming.Violation) throws {
        try withServer { listeners, address in
            let client = try TestSocket.connected(to: address)
            try client.send(framed("before") + octets)
            #expect(try client.receiveMessage() == MarkingAnswerer.answer(to: "before", by: .stream))
            #expect(try client.receiveToEnd().isEmpty)
            wait(for: "the connection's end") { listeners.streamCounters.closed == [.violation(violation): 1] }
        }
    }

    @Test("a message that trickles is cut off at its one time limit")
    func endsSlowMessage() throws {
        var limits = TCPLimits()
        limits.message = .seconds(1)
        limits.tick = .milliseconds(10)
        try withServer(limits: limits) { listeners, address in
            let client = try TestSocket.connected(to: address, wait: .milliseconds(20))
            let begin = ContinuousClock.now
            try client.send([0x10, 0x00])
            var trickled = 0
            while trickled < 500, Self.isOpen(client) {
                trickled += 1
                guard (try? client.send([0])) != nil else { break }
            }
            #expect(trickled > 2)
            #expect(ContinuousClock.now - begin >= .seconds(1))
            #expect(trickled < 500)
            #expect(listeners.streamCounters.closed == [.messageLate: 1])
        }
    }

    @Test("a connection that is quiet for too long is closed")
    func endsIdle() throws {
        var limits = TCPLimits()
        limits.idle = .milliseconds(100)
        limits.tick = .milliseconds(10)
        try withServer(limits: limits) { listeners, address in
            let begin = ContinuousClock.now
            let client = try TestSocket.connected(to: address)
            #expect(try client.receiveSome().isEmpty)
            #expect(ContinuousClock.now - begin >= .milliseconds(100))
            wait(for: "the connection's end") { listeners.streamCounters.closed == [.idle: 1] }
        }
    }

    @Test("300 silent connections keep neither UDP nor a new connection waiting")
    func servesBesideSilence() throws {
        try withServer { listeners, address in
            let silent = try (0..<300).map { _ in SocketBox(try TestSocket.connected(to: address)) }
            let stream = try TestSocket.connected(to: address)
            try stream.send(framed("stream"))
            #expect(try stream.receiveMessage() == MarkingAnswerer.answer(to: "stream", by: .stream))
            let datagram = try TestSocket.datagram(.ipv4)
            try datagram.send(Array("datagram".utf8), to: address)
            #expect(try datagram.receiveDatagram().octets == MarkingAnswerer.answer(to: "datagram", by: .datagram))
            #expect(listeners.streamCounters.open == 301)
            #expect(listeners.streamCounters.closed.isEmpty)
            #expect(silent.count == 300)
        }
    }

    @Test("at the limit a newcomer takes the place of the connection that was quiet longest")
    func displacesQuietest() throws {
        var limits = TCPLimits()
        limits.connections = 2
        try withServer(limits: limits) { listeners, address in
            let first = try TestSocket.connected(to: address)
            let second = try TestSocket.connected(to: address)
            for client in ["first", "second", "first again"] {
                let isSecond = client == "second"
                try isSecond ? second.send(framed(client)) : first.send(framed(client))
                let answer = try isSecond ? second.receiveMessage() : first.receiveMessage()
                #expect(try answer == MarkingAnswerer.answer(to: client, by: .stream))
            }
            let third = try TestSocket.connected(to: address)
            try third.send(framed("third"))
            #expect(try third.receiveMessage() == MarkingAnswerer.answer(to: "third", by: .stream))
            #expect(try second.receiveSome().isEmpty)
            try first.send(framed("still here"))
            #expect(try first.receiveMessage() == MarkingAnswerer.answer(to: "still here", by: .stream))
            #expect(listeners.streamCounters.closed == [.displaced: 1])
        }
    }

    @Test("without a descriptor left, a newcomer takes the place of the connection that was quiet longest")
    func displacesWithoutDescriptors() async {
        await #expect(processExitsWith: .success) {
            try withServer { listeners, address in
                let clients = try (0..<40).map { _ in SocketBox(try TestSocket.stream(.ipv4)) }
                // The next ten numbers are all that is left.
                let spare = dup(0)
                close(spare)
                var limit = rlimit(rlim_cur: rlim_t(spare) + 10, rlim_max: rlim_t(spare) + 10)
                #expect(unsafe setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0)
                for client in clients {
                    try client.socket.connect(to: address)
                    try client.socket.send(framed("each"))
                    #expect(try client.socket.receiveMessage() == MarkingAnswerer.answer(to: "each", by: .stream))
                }
                let counters = listeners.streamCounters
                #expect(counters.accepted == 40)
                #expect(counters.turnedAway == 0)
                #expect((28...32).contains(counters.closed[.displaced] ?? 0))
            }
        }
    }

    @Test("a client that never reads is answered no further than the bound, and closed in time")
    func endsUnread() throws {
        var limits = TCPLimits()
        limits.unread = .milliseconds(300)
        limits.tick = .milliseconds(10)
        try withServer(limits: limits) { listeners, address in
            let client = try TestSocket.connected(to: address, receiveBuffer: 4_096)
            try client.send((0..<2_000).flatMap { _ in framed(MarkingAnswerer.asking(forOctets: 65_535)) })
            wait(for: "the connection's end") { listeners.streamCounters.closed == [.answersUnread: 1] }
            // The kernel's own buffers take some megabytes (tcp_wmem, tcp_rmem); all 2,000 answers would be 131.
            #expect(listeners.streamCounters.messages < 300)
        }
    }

    @Test("a server stops at once while a client leaves its answers unread")
    func stopsWhileStuck() throws {
        try withServer { listeners, address in
            let client = try TestSocket.connected(to: address, receiveBuffer: 4_096)
            try client.send((0..<2_000).flatMap { _ in framed(MarkingAnswerer.asking(forOctets: 65_535)) })
            wait(for: "answers that wait") { listeners.streamCounters.unsentOctets > 0 }
        }
    }

    @Test("connections that come and go leave nothing behind")
    func survivesChurn() throws {
        try withServer { listeners, address in
            for number in 0..<300 {
                let client = try TestSocket.connected(to: address)
                try client.send(framed("query \(number)"))
                // Every third client leaves without its answer.
                if number % 3 != 0 {
                    #expect(try client.receiveMessage() == MarkingAnswerer.answer(to: "query \(number)", by: .stream))
                }
            }
            wait(for: "300 ends") { listeners.streamCounters.closed.values.reduce(0, +) == 300 }
            #expect(listeners.streamCounters.messages == 300)
        }
    }

    /// Whether the server has not closed; waits as long as the socket does.
    private static func isOpen(_ client: borrowing TestSocket) -> Bool {
        do {
            return try !client.receiveSome().isEmpty
        } catch let failure as TestSocket.Failure {
            return failure.number == EAGAIN
        } catch {
            return false
        }
    }
}
