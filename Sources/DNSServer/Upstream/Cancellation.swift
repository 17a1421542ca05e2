/// The means of somebody who waits to wait no more.
package struct Cancellation: Sendable {
    private let body: @Sendable () -> Void

    init(_ body: @escaping @Sendable () -> Void) {
        self.body = body
    }

    /// Nobody waits any more; called on the queue that would be told, it is told nothing.
    package func cancel() {
        body()
    }
}
