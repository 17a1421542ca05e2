import Synchronization

/// What the workers and the queue of upstream share: nothing else is touched by more than one of them.
final class SharedQuestions: Sendable {
    private let questions: Mutex<UpstreamQuestions<WaitingClient>>

    init(_ configuration: UpstreamConfiguration) {
        questions = Mutex(UpstreamQuestions(configuration, seed: .random(in: .min ... .max)))
    }

    func withLock<Result: Sendable>(_ body: (inout UpstreamQuestions<WaitingClient>) -> Result) -> Result {
        questions.withLock { body(&$0) }
    }
}
