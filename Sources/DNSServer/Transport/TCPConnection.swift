import Dispatch

/// One TCP connection: reads messages, has them answered in their order, sends the answers. Confined to its queue.
final class TCPConnection {
    private let queue: DispatchQueue
    private let socket: WatchedDescriptor
    private let client: Client
    private let workspace: TCPWorkspace
    private let events: Events
    private var framing = MessageFraming()
    private var output: OutputQueue
    /// What is left of an answer of several messages; what the client asked behind it waits.
    private var series: (any MessageSeries)?
    /// What is counted among the unsent octets of all connections.
    private var countedOctets = 0
    private var deadlines: ConnectionDeadlines
    private var phase = Phase.open

    /// What the owner of the connection hears of it.
    struct Events {
        /// It has ended, for this reason.
        let ended: (TCPConnection, ConnectionEnd) -> Void
        /// Its descriptor is closed, a moment later.
        let closed: () -> Void
    }

    private enum Phase {
        case open
        /// Nothing more is read; the connection ends when what arrived is answered and the answers are sent.
        case ending(ConnectionEnd)
        case ended
    }

    init(_ socket: consuming Descriptor, on queue: DispatchQueue, client: Client, workspace: TCPWorkspace, events: Events) {
        self.queue = queue
        self.socket = WatchedDescriptor(socket, on: queue)
        self.client = client
        self.workspace = workspace
        self.events = events
        output = OutputQueue(limit: workspace.limits.unsentOctets)
        deadlines = ConnectionDeadlines(limits: workspace.limits, openedAt: .now)
    }

    /// Since when the client has asked nothing.
    var quietSince: ContinuousClock.Instant {
        deadlines.quietSince
    }

    func start() {
        socket.watchReading { self.readable() }
    }

    /// Ends the connection where its time is up.
    func tick(at now: ContinuousClock.Instant) {
        switch deadlines.verdict(at: now) {
        case .stay: break
        case .idle: end(.idle)
        case .messageLate: end(.messageLate)
        case .answersUnread: end(.answersUnread)
        }
    }

    /// Ends the connection at once, whatever is unsent. The owner hears of it before this returns.
    func end(_ reason: ConnectionEnd) {
        if case .ended = phase { return }
        phase = .ended
        series = nil
        countUnsent(0)
        socket.close(then: events.closed)
        events.ended(self, reason)
    }

    private func readable() {
        guard case .open = phase else { return socket.pauseReading() }
        switch workspace.receive(from: socket.number, { framing.append($0) }) {
        case .octets: break
        // The client may have closed its half alone, and is still answered; a client that is gone resets the connection.
        case .end: phase = .ending(.finished)
        case .nothing: return
        case .failed: return end(.lost)
        }
        advance()
    }

    /// Answers and sends one turn's worth: at least one message of what was read, unless the client has to do something.
    private func advance() {
        if case .ended = phase { return }
        let now = ContinuousClock.now
        let pause = answerArrived(at: now)
        let outcome = output.drain { workspace.send($0, to: socket.number) }
        countUnsent(output.count)
        deadlines.wrote(queued: output.queuedTotal, sent: output.sentTotal, at: now)
        if outcome == .failed { return end(.lost) }
        if pause != .needsOctets, hasRoom { takeNextTurn() } else { wait(for: pause) }
    }

    /// Goes on behind what waits on the queue by then: the other connections.
    private func takeNextTurn() {
        socket.pauseReading()
        socket.pauseWriting()
        queue.async(execute: DispatchWorkItem { self.advance() })
    }

    /// Why no more messages are answered at the moment.
    private enum Pause {
        case needsOctets
        case needsRoom
        case turnIsOver
    }

    /// Answers the whole messages that have arrived while there is room for answers.
    private func answerArrived(at now: ContinuousClock.Instant) -> Pause {
        var endedMessage = false
        let begin = output.queuedTotal
        for _ in 0..<workspace.limits.messagesOfTurn {
            guard hasRoom, output.queuedTotal - begin < workspace.limits.octetsOfTurn else { break }
            if let series {
                send(nextOf: series)
                endedMessage = true
                continue
            }
            let step = framing.next { answer($0) }
            if step == .message {
                endedMessage = true
                continue
            }
            if case .violation(let violation) = step { beginEnding(.violation(violation)) }
            deadlines.read(endedMessage: endedMessage, leftPart: step == .part, at: now)
            return .needsOctets
        }
        deadlines.read(endedMessage: endedMessage, leftPart: false, at: now)
        return hasRoom ? .turnIsOver : .needsRoom
    }

    private func answer(_ message: Span<UInt8>) {
        let answer = workspace.answer(message, from: client)
        if case .series(let series) = answer.answering { self.series = series }
        send(answer.reply)
    }

    private func send(nextOf series: any MessageSeries) {
        let next = workspace.next(of: series)
        if next.isLast { self.series = nil }
        send(next.reply)
    }

    private func send(_ answer: [UInt8]) {
        if !answer.isEmpty, !output.append(answer) { beginEnding(.answerTooLong) }
        countUnsent(output.count)
    }

    /// Whether another answer may wait. Where it may not, some wait already, and the client's reading them goes on from there.
    private var hasRoom: Bool {
        output.hasRoom && (output.count <= workspace.limits.unsentFloor || workspace.hasRoom)
    }

    private func countUnsent(_ octets: Int) {
        workspace.counters.unsentOctets += octets - countedOctets
        countedOctets = octets
    }

    private func beginEnding(_ reason: ConnectionEnd) {
        if case .open = phase { phase = .ending(reason) }
    }

    /// Watches for what the connection waits for, and for nothing else: a source left armed would fire for ever.
    private func wait(for pause: Pause) {
        switch phase {
        case .open where pause == .needsOctets: socket.resumeReading()
        case .ending(let reason) where output.isEmpty: return end(reason)
        case .open, .ending, .ended: socket.pauseReading()
        }
        if output.isEmpty {
            socket.pauseWriting()
        } else {
            socket.resumeWriting { self.advance() }
        }
    }
}
