import Dispatch

/// A source that may be paused. It knows whether it is: Dispatch traps when a paused source is released, or one is resumed twice.
final class PausableSource {
    private let source: any DispatchSourceProtocol
    private var state = State.paused

    private enum State {
        case paused
        case running
        case cancelled
    }

    /// Takes a source that was just made, and is therefore paused. Both handlers are held until it is cancelled.
    init(_ source: any DispatchSourceProtocol, handler: @escaping () -> Void, whenCancelled: @escaping () -> Void = {}) {
        self.source = source
        source.setEventHandler(handler: handler)
        source.setCancelHandler(handler: whenCancelled)
    }

    func resume() {
        guard state == .paused else { return }
        state = .running
        source.resume()
    }

    func pause() {
        guard state == .running else { return }
        state = .paused
        source.suspend()
    }

    /// Ends it. On the source's own queue no event comes after this.
    func cancel() {
        guard state != .cancelled else { return }
        resume()
        state = .cancelled
        source.cancel()
    }
}
