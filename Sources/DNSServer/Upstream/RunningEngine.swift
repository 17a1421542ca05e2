import DNSModel
import Dispatch
import Upstream

/// An engine whose replies are heard of. Confined to its queue.
final class RunningEngine {
    private let engine: UnboundEngine
    private let source: PausableSource

    /// What it was made with.
    let settings: EngineSettings

    /// An engine that calls `whenReadable` on the queue when there is something to process.
    init(_ settings: EngineSettings, on queue: DispatchQueue, whenReadable: @escaping () -> Void) throws(EngineError) {
        let engine = try UnboundEngine(settings)
        self.engine = engine
        self.settings = settings
        // The engine closes its descriptor in the end, which must not be before nobody watches it.
        source = PausableSource(
            DispatchSource.makeReadSource(fileDescriptor: engine.descriptor, queue: queue), handler: whenReadable,
            whenCancelled: { withExtendedLifetime(engine) {} })
        source.resume()
    }

    deinit {
        source.cancel()
    }

    func ask(_ question: Question, ticket: UInt64) throws(EngineError) {
        try engine.ask(question, ticket: ticket)
    }

    func forget(_ ticket: UInt64) {
        engine.forget(ticket)
    }

    func process() throws(EngineError) -> [(ticket: UInt64, reply: EngineReply)] {
        try engine.process()
    }
}
