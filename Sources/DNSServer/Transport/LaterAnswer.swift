/// A reply that is waited for. The answerer keeps it and calls `deliver`; the transport, which knows the way back, says what is
/// then to be done. Confined to their queue.
package final class LaterAnswer {
    private var state: State

    private enum State {
        /// Nobody has said yet what is to be done.
        case unclaimed(whenAbandoned: () -> Void)
        /// The reply came first: some answerers find it at once.
        case early([UInt8])
        case awaited(whenReady: ([UInt8]) -> Void, whenAbandoned: () -> Void)
        case done
    }

    /// A reply that nobody needs any more when `whenAbandoned` is called.
    package init(whenAbandoned: @escaping () -> Void) {
        state = .unclaimed(whenAbandoned: whenAbandoned)
    }

    /// Says what is to be done with the reply; done once.
    package func onReady(_ body: @escaping ([UInt8]) -> Void) {
        switch state {
        case .unclaimed(let whenAbandoned):
            state = .awaited(whenReady: body, whenAbandoned: whenAbandoned)
        case .early(let reply):
            state = .done
            body(reply)
        case .awaited, .done: break
        }
    }

    /// Gives the reply; done once. An empty one is silence.
    package func deliver(_ reply: [UInt8]) {
        switch state {
        case .unclaimed: state = .early(reply)
        case .awaited(let whenReady, _):
            state = .done
            whenReady(reply)
        case .early, .done: break
        }
    }

    /// The client has gone: no reply is needed.
    package func abandon() {
        switch state {
        case .unclaimed(let whenAbandoned), .awaited(_, let whenAbandoned):
            state = .done
            whenAbandoned()
        case .early, .done: state = .done
        }
    }
}
