import DNSModel
import Dispatch
import Resolution

/// A query whose answer waits for upstream: it asks one name after the other until there is one.
///
/// `@unchecked Sendable` because the reference goes to upstream and comes back, while its state is touched on the worker's queue
/// alone, on which `Forwarder.ask` calls back.
final class WaitingQuery: @unchecked Sendable {
    private var exchange: Exchange
    private let message: [UInt8]
    private let client: Client
    private let pipeline: QueryPipeline
    private let forwarder: Forwarder
    private let queue: DispatchQueue
    /// No other name is asked from then on.
    private let deadline: ContinuousClock.Instant
    private var question: Cancellation?
    private var answer: LaterAnswer?

    init(
        _ exchange: Exchange, of message: [UInt8], from client: Client, by pipeline: QueryPipeline, asking forwarder: Forwarder,
        until deadline: ContinuousClock.Instant, on queue: DispatchQueue
    ) {
        self.exchange = exchange
        self.message = message
        self.client = client
        self.pipeline = pipeline
        self.forwarder = forwarder
        self.queue = queue
        self.deadline = deadline
    }

    /// A failure ends every search.
    private static let late = UpstreamOutcome.failure(
        ExtendedDNSError(.noReachableAuthority, "no time is left for the rest of the search list"))

    /// The answer, later. A client that has gone is waited for no more.
    func wait(for inquiry: Inquiry) -> LaterAnswer {
        let answer = LaterAnswer { [weak self] in self?.question?.cancel() }
        self.answer = answer
        ask(inquiry)
        return answer
    }

    private func ask(_ inquiry: Inquiry) {
        question = forwarder.ask(inquiry.question, from: client.share, on: queue) { outcome, until in
            self.exchange.hold(until: until)
            self.take(outcome, to: inquiry)
        }
    }

    private func take(_ outcome: UpstreamOutcome, to inquiry: Inquiry) {
        let message = message
        var reply: [UInt8] = []
        guard let next = pipeline.proceed(after: outcome, to: inquiry, &exchange, of: message.span, into: &reply) else {
            answer?.deliver(reply)
            return
        }
        if .now < deadline { return ask(next) }
        // The names before this one may hold for an hour; that there was no time for it does not.
        exchange.hold(until: nil)
        take(Self.late, to: next)
    }
}
