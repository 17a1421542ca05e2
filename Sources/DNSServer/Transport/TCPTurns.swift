import DNSModel
import Dispatch

/// Gives the connections their turns, on the queue of TCP: some, then whatever else waits on the queue (newcomers, what has
/// arrived, answers from upstream), then the next. Confined to its queue.
final class TCPTurns {
    private let queue: DispatchQueue
    private let workspace: TCPWorkspace
    private var order = TurnOrder<IPAddress, TCPConnection>()
    private var isQueued = false

    init(on queue: DispatchQueue, workspace: TCPWorkspace) {
        self.queue = queue
        self.workspace = workspace
    }

    /// Has a connection wait for its next turn, once.
    func add(_ connection: TCPConnection) {
        guard connection.placeOfTurn == nil else { return }
        connection.placeOfTurn = order.insert(connection, of: connection.client.share)
        queueTurns()
    }

    /// A connection waits for no turn any more.
    func remove(_ connection: TCPConnection) {
        guard let place = connection.placeOfTurn else { return }
        connection.placeOfTurn = nil
        order.remove(place, of: connection.client.share)
    }

    private func queueTurns() {
        guard !isQueued, !order.isEmpty else { return }
        isQueued = true
        let turns = DispatchWorkItem { self.takeTurns() }
        queue.async(execute: turns)
    }

    private func takeTurns() {
        isQueued = false
        let begin = workspace.work
        while workspace.work &- begin < workspace.limits.octetsOfTurn, let connection = order.next() {
            connection.placeOfTurn = nil
            connection.takeTurn()
        }
        queueTurns()
    }
}
