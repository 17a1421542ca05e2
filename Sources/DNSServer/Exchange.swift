import DNSModel
import DNSWire
import Resolution

/// What an answer has to keep to on its way to one client.
struct Exchange {
    let query: Query
    let transport: MessageTransport
    /// The most octets of the answer.
    let limit: Int
    /// How long the answer may be given to everybody who asks the same; nil: it may not.
    var validity: AnswerValidity?

    init(_ query: Query, over transport: MessageTransport) {
        self.query = query
        self.transport = transport
        limit = AnswerLimit.octets(for: query, over: transport)
    }

    /// The answer is made of what upstream said, which holds until then; nil: only now.
    mutating func hold(until end: ContinuousClock.Instant?) {
        guard let end else {
            validity = nil
            return
        }
        switch validity {
        case nil: break
        case .generation(let generation): validity = .both(generation: generation, until: end)
        case .until(let other): validity = .until(min(end, other))
        case .both(let generation, let other): validity = .both(generation: generation, until: min(end, other))
        }
    }

    /// How long an answer holds for everybody who asks the same. Not at all where the client's address had a say, which it has in
    /// zone transfers and in other classes too, and where the next answer is to begin with another record.
    static func validity(of resolution: Resolution, to query: Query, in generation: UInt64) -> AnswerValidity? {
        switch query.question.type {
        case .axfr, .ixfr: return nil
        case _ where query.question.recordClass != .internet || resolution.dependsOnClient: return nil
        case _: break
        }
        if case .records(let set) = resolution.outcome, set.turns { return nil }
        return .generation(generation)
    }
}
