import CLinux
import Dispatch

/// One TCP connection: reads messages, has them answered, sends the answers: in their order, those that come later when they
/// come (RFC 7766 §6.2.1.1). Confined to its queue.
final class TCPConnection {
    private let socket: WatchedDescriptor
    let client: Client
    private let workspace: TCPWorkspace
    private let events: Events
    private var framing = MessageFraming()
    private var output: OutputQueue
    /// What is left of an answer of several messages; what the client asked behind it waits.
    private var series: (any MessageSeries)?
    /// The answers that come later; they go between the messages of a series.
    private var awaited = AwaitedAnswers()
    /// Whether there is something to read: octets, or the end.
    private var isReadable = false
    /// What is counted among the unsent octets of all connections.
    private var countedOctets = 0
    private var deadlines: ConnectionDeadlines
    private var phase = Phase.open
    /// Whether it ends when what has arrived is answered.
    private var isFinishing = false

    /// Where the owner keeps it.
    var place = 0
    /// Where it waits for its turn, if it does.
    var placeOfTurn: Int?
    /// What the owner knows of it.
    private var known: (quietSince: ContinuousClock.Instant, isQuiet: Bool)

    /// What the owner of the connection hears of it.
    struct Events {
        /// It was not quiet just now (a new `quietSince`), or something is under way in it, or no more.
        let stirred: (TCPConnection, _ isNewest: Bool) -> Void
        /// There is something to do, at its turn.
        let wantsTurn: (TCPConnection) -> Void
        /// It has ended, for this reason.
        let ended: (TCPConnection, ConnectionEnd) -> Void
        /// Its descriptor is closed, a moment later.
        let closed: () -> Void
    }

    private enum Phase {
        case open
        /// Nothing more is read; the connection ends when what arrived is answered, though later, and the answers are sent.
        case ending(ConnectionEnd)
        case ended
    }

    init(_ socket: consuming Descriptor, on queue: DispatchQueue, client: Client, workspace: TCPWorkspace, events: Events) {
        self.socket = WatchedDescriptor(socket, on: queue)
        self.client = client
        self.workspace = workspace
        self.events = events
        output = OutputQueue(limit: workspace.limits.unsentOctets, spare: workspace.spare)
        deadlines = ConnectionDeadlines(limits: workspace.limits, openedAt: .now)
        known = (deadlines.quietSince, true)
    }

    /// Since when the client has asked nothing.
    var quietSince: ContinuousClock.Instant {
        deadlines.quietSince
    }

    /// Whether nothing is under way.
    var isQuiet: Bool {
        deadlines.isQuiet
    }

    func start() {
        socket.watchReading {
            self.isReadable = true
            self.wantTurn()
        }
    }

    /// Ends the connection where its client has gone or its time is up.
    func tick(at now: ContinuousClock.Instant) {
        if !awaited.isEmpty { lookAtClient() }
        switch deadlines.verdict(at: now) {
        case .stay: break
        case .idle: end(.idle)
        case .messageLate: end(.messageLate)
        case .answersUnread: end(.answersUnread)
        case .answerMissing: end(.answerMissing)
        }
    }

    /// Who waits for answers is not always read, and its going would not show.
    private func lookAtClient() {
        switch clinux_look_at_peer(socket.number) {
        case clinux_peer_gone: end(.lost)
        case clinux_peer_finished: deadlines.clientFinished()
        default: break
        }
    }

    /// Ends the connection at once, whatever is unsent or waited for. The owner hears of it before this returns.
    func end(_ reason: ConnectionEnd) {
        if case .ended = phase { return }
        phase = .ended
        series = nil
        workspace.counters.abandoned &+= UInt64(awaited.count)
        awaited.abandon()
        countUnsent(0)
        socket.close(then: events.closed)
        events.ended(self, reason)
    }

    /// Ends the connection when everything is answered that has arrived. What the kernel has is read first: closed with it unread, the
    /// connection would be reset, and with it answers that are on their way.
    func finish() {
        isFinishing = true
        readRest()
    }

    /// Reads on in its next turn, whether or not there is anything.
    private func readRest() {
        isReadable = true
        wantTurn()
    }

    /// Does one turn's worth: at least one message of what has arrived, unless the client has to do something.
    func takeTurn() {
        workspace.beginTurn()
        read()
        advance()
        workspace.takeBack(from: &framing)
    }

    private func read() {
        guard isReadable, case .open = phase else { return }
        isReadable = false
        switch workspace.receive(from: socket.number, into: &framing) {
        case .octets: break
        case .nothing: if isFinishing { beginEnding(.stopped) }
        // The client may have closed its half alone, and is still answered; a client that is gone resets the connection.
        case .end: phase = .ending(.finished)
        case .failed: end(.lost)
        }
    }

    /// Answers and sends.
    private func advance() {
        if case .ended = phase { return }
        let now = ContinuousClock.now
        let pause = answerArrived(at: now)
        drain(at: now)
        if case .ended = phase { return }
        switch pause {
        case .needsRoom where hasRoom, .turnIsOver where hasRoom: wantTurn()
        case .needsOctets, .needsRoom, .needsAnswers, .turnIsOver: wait(for: pause)
        }
        if case .ended = phase { return }
        tellOwner()
    }

    private func tellOwner() {
        let isNewest = quietSince != known.quietSince
        guard isNewest || isQuiet != known.isQuiet else { return }
        known = (quietSince, isQuiet)
        events.stirred(self, isNewest)
    }

    /// Sends what the kernel takes.
    private func drain(at now: ContinuousClock.Instant) {
        let outcome = output.drain { workspace.send($0, to: socket.number) }
        countUnsent(output.count)
        deadlines.wrote(queued: output.queuedTotal, sent: output.sentTotal, at: now)
        if outcome == .failed { end(.lost) }
    }

    /// Goes on when it is its turn; until then nothing is watched, which would only fire again.
    private func wantTurn() {
        socket.pauseReading()
        socket.pauseWriting()
        events.wantsTurn(self)
    }

    /// Why no more messages are answered at the moment.
    private enum Pause {
        case needsOctets
        case needsRoom
        /// So many are waited for that no more may be asked for.
        case needsAnswers
        case turnIsOver
    }

    /// Answers the whole messages that have arrived while there is room for answers.
    private func answerArrived(at now: ContinuousClock.Instant) -> Pause {
        var endedMessage = false
        let begin = output.queuedTotal
        for _ in 0..<workspace.limits.messagesOfTurn {
            guard hasRoom, mayAsk, output.queuedTotal - begin < workspace.limits.octetsOfTurn else { break }
            let step = answerNext(at: now)
            guard step == .message else {
                if case .violation(let violation) = step { beginEnding(.violation(violation)) }
                deadlines.read(endedMessage: endedMessage, leftPart: step == .part, at: now)
                return .needsOctets
            }
            endedMessage = true
        }
        deadlines.read(endedMessage: endedMessage, leftPart: false, at: now)
        guard hasRoom else { return .needsRoom }
        return mayAsk ? .turnIsOver : .needsAnswers
    }

    /// Takes one message of the series, or has the next of the client's answered.
    private func answerNext(at now: ContinuousClock.Instant) -> MessageFraming.Step {
        guard let series else { return framing.next { answer($0, at: now) } }
        let next = workspace.next(of: series)
        if next.isLast { self.series = nil }
        send(next.reply)
        return .message
    }

    private func answer(_ message: Span<UInt8>, at now: ContinuousClock.Instant) {
        let answer = workspace.answer(message, from: client)
        switch answer.answering {
        case .now: send(answer.reply)
        case .series(let series): self.series = series
        case .later(let later): wait(for: later, at: now)
        }
    }

    private func wait(for answer: LaterAnswer, at now: ContinuousClock.Instant) {
        awaited.insert(answer, at: now)
        deadlines.awaits(at: now)
        answer.onReady { [unowned answer] in self.take($0, of: answer) }
    }

    /// Answers that come together leave together, in one turn.
    private func take(_ reply: [UInt8], of answer: LaterAnswer) {
        let now = ContinuousClock.now
        awaited.remove(answer)
        deadlines.found(oldestOfOthers: awaited.oldest, at: now)
        if !hasRoomForLater { drain(at: now) }
        if case .ended = phase { return }
        guard hasRoomForLater else { return end(.answersUnread) }
        send(reply)
        wantTurn()
    }

    private func send(_ answer: [UInt8]) {
        if !answer.isEmpty, !output.append(answer) { beginEnding(.answerTooLong) }
        countUnsent(output.count)
    }

    /// Whether another answer may wait. Where it may not, some wait already, and the client's reading them goes on from there.
    private var hasRoom: Bool {
        output.hasRoom && (output.count <= workspace.limits.unsentFloor || workspace.hasRoom)
    }

    /// Whether there may be an answer to wait for: what is left of a series is none.
    private var mayAsk: Bool {
        series != nil || awaited.count < workspace.limits.awaitedAnswers
    }

    /// Whether an answer that was waited for may wait to be read. Where it may not, the client leaves others unread.
    private var hasRoomForLater: Bool {
        output.hasRoomForLater && (output.count <= workspace.limits.unsentFloor || workspace.hasRoom)
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
        case .open where pause == .needsOctets && isFinishing: return readRest()
        case .open where pause == .needsOctets: socket.resumeReading()
        case .ending(let reason) where output.isEmpty && awaited.isEmpty: return end(reason)
        case .open, .ending, .ended: socket.pauseReading()
        }
        if output.isEmpty {
            socket.pauseWriting()
        } else {
            socket.resumeWriting { self.wantTurn() }
        }
    }
}
