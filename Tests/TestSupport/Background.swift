import Dispatch
import Foundation
import Synchronization

/// Work on a thread of its own: a task that blocks would keep others from running, perhaps those that it waits for.
package final class Background<Value: Sendable>: Sendable {
    private let result = Mutex<Value?>(nil)
    private let isDone = DispatchSemaphore(value: 0)

    package init(_ body: @escaping @Sendable () -> Value) {
        Thread.detachNewThread {
            let value = body()
            self.result.withLock { $0 = value }
            self.isDone.signal()
        }
    }

    /// Waits for the end, and gives what came of it.
    package func wait() -> Value {
        isDone.wait()
        isDone.signal()
        guard let value = result.withLock({ $0 }) else { preconditionFailure("what is done has a result") }
        return value
    }
}
