import Dispatch
import Foundation
import Synchronization

/// The thread that starts all programs. The signal that a child gets at its parent's death comes at the death of the thread
/// that made it (prctl(2), PR_SET_PDEATHSIG), and the threads of tests come and go.
final class ParentThread: Sendable {
    static let shared = ParentThread()
    private let tasks = Mutex<[@Sendable () -> Void]>([])
    private let waiting = DispatchSemaphore(value: 0)

    private init() {
        Thread.detachNewThread {
            while true {
                self.waiting.wait()
                self.tasks.withLock { $0.removeFirst() }()
            }
        }
    }

    /// Does this on the thread and waits for it.
    func run<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) throws -> Value {
        let result = Mutex<Result<Value, any Error>?>(nil)
        let done = DispatchSemaphore(value: 0)
        tasks.withLock {
            $0.append {
                result.withLock { $0 = Result(catching: body) }
                done.signal()
            }
        }
        waiting.signal()
        done.wait()
        return try result.withLock { result in
            guard let result else { preconditionFailure("what is done has a result") }
            return try result.get()
        }
    }
}
