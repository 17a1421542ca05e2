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
    private static let late = ExtendedDNSError(.noReachableAuthority, "no time is left for the rest of the search list")

    /// The answer, later. A client that has gone is waited for no more.
    func wait(for inquiry: Inquiry) -> LaterAnswer {
        let answer = LaterAnswer { self.question?.cancel() }
        self.answer = answer
        ask(inquiry)
        return answer
    }

    private func ask(_ inquiry: Inquiry) {
        question = forwarder.ask(inquiry.question, from: client.address, on: queue) { self.take($0, $1, to: inquiry) }
    }

    private func take(_ outcome: UpstreamOutcome, _ until: ContinuousClock.Instant?, to inquiry: Inquiry) {
        exchange.limit(to: until)
        switch pipeline.step(after: outcome, to: inquiry) {
        case .ask(let next) where .now < deadline: ask(next)
        case .ask(let next): take(.failure(Self.late), nil, to: next)
        case .response(let response): finish(with: response)
        }
    }

    private func finish(with response: Response) {
        let message = message
        var reply: [UInt8] = []
        pipeline.finish(exchange, of: message.span, with: response, into: &reply)
        answer?.deliver(reply)
    }
}
