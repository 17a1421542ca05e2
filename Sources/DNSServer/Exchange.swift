import DNSModel
import DNSWire
import Resolution

/// What an answer has to keep to on its way to one client.
struct Exchange {
    let query: Query
    let client: Client
    /// The most octets of the answer.
    let limit: Int
    /// The cookie of the query, which was taken out of it; nil where it had none.
    let cookie: ExchangedCookie?
    /// How the answer may be given again; nil: it may not.
    var reuse: AnswerReuse?

    init(_ query: Query, from client: Client, _ cookie: ExchangedCookie?) {
        self.query = query
        self.client = client
        self.cookie = cookie
        limit = AnswerLimit.octets(for: query, over: client.transport)
    }

    /// The answer is made of what upstream said, which holds until then; nil: only now.
    mutating func hold(until end: ContinuousClock.Instant?) {
        guard let end = end.map({ $0 - AnswerCache.epoch }) else {
            reuse = nil
            return
        }
        switch reuse?.validity {
        case nil: break
        case .generation(let generation): reuse?.validity = .both(generation: generation, until: end)
        case .until(let other): reuse?.validity = .until(min(end, other))
        case .both(let generation, let other): reuse?.validity = .both(generation: generation, until: min(end, other))
        }
    }

    /// How an answer may be given again that begins there among its records. Not at all where more than the client's address and
    /// the question may have a say: in zone transfers and in other classes.
    static func reuse(of resolution: Resolution, to query: Query, turn: UInt64, in generation: UInt64) -> AnswerReuse? {
        switch query.question.type {
        case .axfr, .ixfr: return nil
        case _ where query.question.recordClass != .internet: return nil
        case _: break
        }
        return AnswerReuse(
            .generation(generation), isOfClient: resolution.dependsOnClient, turning: resolution.turning, turn: turn)
    }
}
