import Dispatch

/// State that one serial queue touches and no other.
///
/// `@unchecked Sendable` because the reference crosses threads while the state does not: it comes in by `sending`, so that
/// nobody else holds it, and is reached on the queue alone.
final class QueueConfined<State>: @unchecked Sendable {
    private let queue: DispatchQueue
    private let state: State

    init(_ state: sending State, on queue: DispatchQueue) {
        self.state = state
        self.queue = queue
    }

    /// Does this on the queue, later.
    func async(_ body: @escaping @Sendable (State) -> Void) {
        queue.async { body(self.state) }
    }

    /// Waits for the queue; never to be called from it.
    func sync<Result: Sendable>(_ body: (State) -> Result) -> Result {
        dispatchPrecondition(condition: .notOnQueue(queue))
        return queue.sync { body(state) }
    }
}
