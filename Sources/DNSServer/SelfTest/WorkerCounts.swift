import Dispatch
import Synchronization

/// How many answers the workers say that they have sent. They are asked over their queues, each only when it has told what it was asked
/// before: one that hangs is not asked for ever.
final class WorkerCounts: Sendable {
    private struct State {
        var told: [Int: [UInt64]] = [:]
        var asked: Set<Int> = []
    }

    private let state = Mutex(State())
    private let hasTold = DispatchSemaphore(value: 0)

    /// What the workers tell that do so until then.
    func collect(from listeners: Listeners, until end: DispatchTime) -> [Int: [UInt64]] {
        state.withLock { $0.told = [:] }
        for worker in 0..<listeners.workerCount { ask(worker, of: listeners) }
        while state.withLock(\.told.count) < listeners.workerCount, hasTold.wait(timeout: end) == .success {}
        return state.withLock(\.told)
    }

    private func ask(_ worker: Int, of listeners: Listeners) {
        guard state.withLock({ $0.asked.insert(worker).inserted }) else { return }
        listeners.askAnswersSent(by: worker) { [self] counts in
            state.withLock { state in
                state.told[worker] = counts
                state.asked.remove(worker)
            }
            hasTold.signal()
        }
    }
}
