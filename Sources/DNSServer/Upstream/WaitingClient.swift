import DNSModel
import Dispatch
import Synchronization

/// Somebody who waits for an answer from upstream, and is told on a queue.
final class WaitingClient: Sendable {
    typealias Then = @Sendable (UpstreamOutcome, ContinuousClock.Instant?) -> Void

    private let queue: DispatchQueue
    private let then: Mutex<Then?>

    init(on queue: DispatchQueue, then: @escaping Then) {
        self.queue = queue
        self.then = Mutex(then)
    }

    /// Tells it, later.
    func tell(_ said: UpstreamQuestions<WaitingClient>.Said) {
        queue.async { [outcome = said.outcome, until = said.until] in self.take()?(outcome.outcome, until) }
    }

    /// It is told nothing any more, and what it held is let go. Once, on whatever thread.
    @discardableResult
    func take() -> Then? {
        then.withLock { then in
            defer { then = nil }
            return then
        }
    }
}
