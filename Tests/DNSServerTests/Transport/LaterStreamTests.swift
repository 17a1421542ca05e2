import DNSModel
import DNSServer
import Testing

@Suite("Streams that are answered later", .timeLimit(.minutes(20))) struct LaterStreamTests {
    @Test("answers go when they come, out of the order of their questions")
    func outOfOrder() throws {
        try withLaterServer { listeners, address, watch in
            let client = try TestSocket.connected(to: address)
            try client.send((1...3).flatMap { framed(LaterAnswerer.later("\($0)")) } + framed("now"))
            #expect(try client.receiveMessage() == MarkingAnswerer.answer(to: "now", by: .stream))
            for key in ["2", "3", "1"] {
                try client.send(framed(LaterAnswerer.one(key)))
                #expect(try client.receiveMessage() == LaterAnswerer.reply(key))
            }
            try client.send(framed(LaterAnswerer.soon("soon")) + framed("behind") + framed(LaterAnswerer.early("early")))
            let replies = try Set([client.receiveMessage(), client.receiveMessage(), client.receiveMessage()])
            let behind = try MarkingAnswerer.answer(to: "behind", by: .stream)
            #expect(replies == [LaterAnswerer.reply("soon"), behind, LaterAnswerer.reply("early")])
            #expect(watch.abandonedCount == 0)
            #expect(listeners.streamCounters.unsentOctets == 0)
        }
    }

    @Test("answers that come together leave by one write")
    func together() throws {
        try withLaterServer { _, address, watch in
            let client = try TestSocket.connected(to: address)
            try client.send((1...20).flatMap { framed(LaterAnswerer.later("\($0)")) })
            wait(for: "the questions") { watch.askedCount == 20 }
            let other = try TestSocket.connected(to: address)
            try other.send(framed(LaterAnswerer.all))
            var replies: Set<[UInt8]> = []
            for _ in 1...20 { replies.insert(try client.receiveMessage()) }
            #expect(replies == Set((1...20).map { LaterAnswerer.reply("\($0)") }))
            #expect(try client.segmentsReceived() == 1)
        }
    }

    @Test("a client that has closed its half gets what it waits for, then the end")
    func halfClosed() throws {
        try withLaterServer { listeners, address, watch in
            let client = try TestSocket.connected(to: address)
            try client.send(framed(LaterAnswerer.later("1")) + framed(LaterAnswerer.later("2")))
            try client.finish()
            wait(for: "the questions") { watch.askedCount == 2 }
            let other = try TestSocket.connected(to: address)
            for key in ["1", "2"] {
                #expect(listeners.streamCounters.closed.isEmpty)
                try other.send(framed(LaterAnswerer.one(key)))
                #expect(try client.receiveMessage() == LaterAnswerer.reply(key))
            }
            #expect(try client.receiveSome().isEmpty)
            wait(for: "the connection's end") { listeners.streamCounters.closed == [.finished: 1] }
        }
    }

    @Test("a connection that is reset abandons what it waits for, and others are answered")
    func reset() throws {
        try withLaterServer { listeners, address, watch in
            do {
                let client = try TestSocket.connected(to: address)
                try client.send(framed(LaterAnswerer.later("1")) + framed(LaterAnswerer.later("2")))
                wait(for: "the questions") { watch.askedCount == 2 }
                try client.resetAtEnd()
            }
            wait(for: "the connection's end") { listeners.streamCounters.closed == [.lost: 1] }
            #expect(watch.abandonedCount == 2)
            #expect(listeners.streamCounters.abandoned == 2)
            let other = try TestSocket.connected(to: address)
            try other.send(framed(LaterAnswerer.all) + framed("now"))
            #expect(try other.receiveMessage() == MarkingAnswerer.answer(to: "now", by: .stream))
        }
    }

    @Test("a client that goes is noticed where its questions are left unread, and where it had closed its half", arguments: [true, false])
    func resetUnread(isAtBound: Bool) throws {
        var limits = TCPLimits()
        limits.awaitedAnswers = 3
        limits.tick = .milliseconds(10)
        try withLaterServer(limits: limits) { listeners, address, watch in
            do {
                let client = try TestSocket.connected(to: address)
                let count = isAtBound ? 5 : 2
                try client.send((1...count).flatMap { framed(LaterAnswerer.later("\($0)")) })
                if !isAtBound { try client.finish() }
                wait(for: "the questions") { watch.askedCount == min(count, 3) }
                try client.resetAtEnd()
            }
            wait(for: "the connection's end") { listeners.streamCounters.closed == [.lost: 1] }
            #expect(watch.abandonedCount == (isAtBound ? 3 : 2))
        }
    }

    @Test("a client that has closed its half is waited for a shorter time, unread questions or not", arguments: [2, 5])
    func finishedWaits(count: Int) throws {
        var limits = TCPLimits()
        limits.awaitedAnswers = 3
        limits.awaitedAfterEnd = .milliseconds(200)
        limits.tick = .milliseconds(10)
        try withLaterServer(limits: limits) { listeners, address, watch in
            let staying = try TestSocket.connected(to: address)
            try staying.send(framed(LaterAnswerer.later("0")))
            let client = try TestSocket.connected(to: address)
            try client.send((1...count).flatMap { framed(LaterAnswerer.later("\($0)")) })
            try client.finish()
            wait(for: "the connection's end") { listeners.streamCounters.closed == [.answerMissing: 1] }
            #expect(watch.abandonedCount == min(count, 3))
            let other = try TestSocket.connected(to: address)
            try other.send(framed(LaterAnswerer.one("0")))
            #expect(try staying.receiveMessage() == LaterAnswerer.reply("0"))
        }
    }

    @Test("at the bound a client's questions are left unread until an answer comes, and then go on")
    func bound() throws {
        var limits = TCPLimits()
        limits.awaitedAnswers = 3
        try withLaterServer(limits: limits) { listeners, address, watch in
            let client = try TestSocket.connected(to: address)
            try client.send((1...5).flatMap { framed(LaterAnswerer.later("\($0)")) } + framed("now"))
            try client.finish()
            wait(for: "the questions") { watch.askedCount == 3 }
            let other = try TestSocket.connected(to: address)
            for (key, count) in [("1", 4), ("3", 5)] {
                try other.send(framed("still served"))
                #expect(try other.receiveMessage() == MarkingAnswerer.answer(to: "still served", by: .stream))
                #expect(watch.askedCount == count - 1)
                try other.send(framed(LaterAnswerer.one(key)))
                #expect(try client.receiveMessage() == LaterAnswerer.reply(key))
                wait(for: "the next question") { watch.askedCount == count }
            }
            try other.send(framed(LaterAnswerer.all))
            for key in ["5", "4", "2"] { #expect(try client.receiveMessage() == LaterAnswerer.reply(key)) }
            #expect(try client.receiveMessage() == MarkingAnswerer.answer(to: "now", by: .stream))
            #expect(try client.receiveToEnd().isEmpty)
        }
    }

    @Test("an answer that never comes keeps no connection for ever")
    func neverComes() throws {
        var limits = TCPLimits()
        limits.awaited = .milliseconds(200)
        limits.tick = .milliseconds(10)
        try withLaterServer(limits: limits) { listeners, address, watch in
            let client = try TestSocket.connected(to: address)
            try client.send(framed(LaterAnswerer.later("1")) + framed(LaterAnswerer.later("2")))
            #expect(try client.receiveToEnd().isEmpty)
            wait(for: "the connection's end") { listeners.streamCounters.closed == [.answerMissing: 1] }
            #expect(watch.abandonedCount == 2)
        }
    }

    @Test("answers that were waited for and are left unread stay within their bound")
    func unread() throws {
        var limits = TCPLimits()
        limits.awaitedAnswers = 400
        try withLaterServer(limits: limits) { listeners, address, watch in
            let client = try TestSocket.connected(to: address, receiveBuffer: 4_096)
            try client.send((0..<400).flatMap { _ in framed(LaterAnswerer.large) })
            wait(for: "the questions") { watch.askedCount == 400 }
            let other = try TestSocket.connected(to: address)
            try other.send(framed(LaterAnswerer.all) + framed("now"))
            #expect(try other.receiveMessage() == MarkingAnswerer.answer(to: "now", by: .stream))
            wait(for: "the connection's end") { listeners.streamCounters.closed == [.answersUnread: 1] }
            #expect(watch.abandonedCount > 0)
            #expect(listeners.streamCounters.unsentOctets == 0)
        }
    }

    @Test("large answers that come at once are all given, as far as the kernel takes what does not fit the bound")
    func large() throws {
        try withLaterServer { listeners, address, watch in
            let client = try TestSocket.connected(to: address)
            try client.send((0..<20).flatMap { _ in framed(LaterAnswerer.large) })
            try client.finish()
            wait(for: "the questions") { watch.askedCount == 20 }
            let other = try TestSocket.connected(to: address)
            try other.send(framed(LaterAnswerer.all))
            #expect(try client.receiveToEnd() == (0..<20).flatMap { _ in framed(LaterAnswerer.reply("large")) })
            #expect(listeners.streamCounters.unsentOctets == 0)
        }
    }

    @Test("a server stops at once while answers are waited for, and nobody needs them then")
    func stops() throws {
        var seen: (Listeners, LaterWatch)?
        try withLaterServer { listeners, address, watch in
            let client = try TestSocket.connected(to: address)
            try client.send((1...3).flatMap { framed(LaterAnswerer.later("\($0)")) })
            wait(for: "the questions") { watch.askedCount == 3 }
            seen = (listeners, watch)
        }
        let (listeners, watch) = try #require(seen)
        #expect(watch.abandonedCount == 3)
        watch.releaseAll()
        #expect(listeners.streamCounters.closed == [.stopped: 1])
        #expect(listeners.streamCounters.abandoned == 3)
    }
}
