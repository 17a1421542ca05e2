import DNSModel
import Dispatch

/// All TCP of the server, on one serial queue: sources that come and go on several at once have crashed Dispatch.
/// The listening sockets, their connections, and one timer for all times. Confined to its queue.
final class TCPListener {
    private let queue: DispatchQueue
    private let workspace: TCPWorkspace
    private var acceptors: [TCPAcceptor] = []
    private let turns: TCPTurns
    private var connections: ConnectionTable<IPAddress, TCPConnection>
    /// The places of those where something is under way, which may end for other reasons than being quiet.
    private var busyPlaces: Set<Int> = []
    private var timer: PausableSource?
    /// Descriptors that Dispatch still watches; they outlive their connections by a moment.
    private var openSockets = 0
    private var stopped: (() -> Void)?

    init(limits: TCPLimits, answerer: any MessageAnswerer, on queue: DispatchQueue) {
        self.queue = queue
        workspace = TCPWorkspace(limits: limits, answerer: answerer)
        turns = TCPTurns(on: queue, workspace: workspace)
        connections = ConnectionTable(limit: limits.connections, limitOfOwner: limits.connectionsPerClient)
    }

    var counters: TCPCounters {
        var counters = workspace.counters
        counters.open = connections.count
        return counters
    }

    /// Adds a listening socket, before the start.
    func add(_ socket: consuming Descriptor) {
        openSockets += 1
        let events = TCPAcceptor.Events(
            accepted: { self.serve($0, $1) }, makesRoom: { self.makeRoom(for: $0) },
            turnedAway: { self.workspace.counters.turnedAway &+= 1 })
        acceptors.append(TCPAcceptor(socket, on: queue, events: events))
    }

    func start() {
        for acceptor in acceptors { acceptor.start() }
        startTimer()
    }

    /// Lets the answerer go of what is out of date.
    func moveOn() {
        workspace.moveOn()
    }

    /// Closes everything; `then` is called when the last descriptor is closed.
    func stop(then: @escaping () -> Void) {
        stopped = then
        timer?.cancel()
        for acceptor in acceptors { acceptor.stop { self.socketClosed() } }
        acceptors = []
        for connection in connections.all { connection.end(.stopped) }
        tellWhenStopped()
    }

    /// Accepts no more connections; of those that wait, all but what is left to others.
    func leave(toOthers: Bool) {
        for acceptor in acceptors {
            if !toOthers { acceptor.acceptRest() }
            acceptor.stop { self.socketClosed() }
        }
        acceptors = []
    }

    /// Ends each connection when what has arrived is answered; `then` is called when the last descriptor is closed.
    func finish(then: @escaping () -> Void) {
        stopped = then
        for connection in connections.all { connection.finish() }
        tellWhenStopped()
    }

    private func serve(_ descriptor: consuming Descriptor, _ client: Client) {
        workspace.counters.accepted &+= 1
        connections.displaced(by: client.share)?.end(.displaced)
        openSockets += 1
        let events = TCPConnection.Events(
            stirred: { self.stirred($0, isNewest: $1) }, wantsTurn: { self.turns.add($0) }, ended: { self.ended($0, $1) },
            closed: { self.socketClosed() })
        let connection = TCPConnection(descriptor, on: queue, client: client, workspace: workspace, events: events)
        connection.place = connections.insert(connection, of: client.share)
        connection.start()
    }

    /// Ends a connection for another of this client, if there is one.
    private func makeRoom(for client: Client) -> Bool {
        guard let connection = connections.displaced(by: client.share) ?? connections.mostExpendable else { return false }
        connection.end(.displaced)
        return true
    }

    private func stirred(_ connection: TCPConnection, isNewest: Bool) {
        if isNewest { connections.touch(connection.place) }
        if connection.isQuiet { busyPlaces.remove(connection.place) } else { busyPlaces.insert(connection.place) }
    }

    private func ended(_ connection: TCPConnection, _ reason: ConnectionEnd) {
        turns.remove(connection)
        connections.remove(connection.place)
        busyPlaces.remove(connection.place)
        workspace.counters.closed[reason, default: 0] &+= 1
    }

    private func socketClosed() {
        openSockets -= 1
        for acceptor in acceptors { acceptor.tryAgain() }
        tellWhenStopped()
    }

    private func tellWhenStopped() {
        guard openSockets == 0, let stopped else { return }
        self.stopped = nil
        timer?.cancel()
        stopped()
    }

    /// One timer for all connections: a timer each would be a system call each.
    private func startTimer() {
        let interval = max(workspace.limits.tick, .milliseconds(1)).dispatchInterval
        let source = DispatchSource.makeTimerSource(queue: queue)
        source.schedule(deadline: .now() + interval, repeating: interval)
        timer = PausableSource(source, handler: { self.tick() })
        timer?.resume()
    }

    private func tick() {
        let now = ContinuousClock.now
        for place in Array(busyPlaces) { connections[place]?.tick(at: now) }
        endQuiet(at: now)
        for acceptor in acceptors { acceptor.tryAgain() }
    }
}

extension TCPListener {
    /// Looks at those that were quiet for too long, and at no others: there may be ten thousand.
    private func endQuiet(at now: ContinuousClock.Instant) {
        var next = connections.quietest
        while let place = next, let connection = connections[place], now - connection.quietSince >= workspace.limits.idle {
            next = connections.lessQuiet(than: place)
            connection.tick(at: now)
        }
    }
}
