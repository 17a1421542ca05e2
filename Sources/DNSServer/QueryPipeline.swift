import DNSModel
import DNSWire
package import Dispatch
import Resolution
package import ServiceRegistry

/// One query, from its octets to those of the answer. Each worker has a pipeline of its own, on its queue.
///
///     access    AccessRules, by the client's address          or REFUSED
///     cookie    CookieOption, ServerCookies                   taken out, if there is one, and verified
///     limit     QueryLimits, where there are any              or silence, TC or REFUSED
///     remember  AnswerCache, by the query's octets            or on; this far nothing is allocated, nor locked without limits
///     decode    DNSWire/QueryDecoder                          or a rejection
///     lookup    ZoneTransfers, Resolution/Resolver            in one snapshot
///     answer    Resolution/AnswerRules                        a response, or a name to ask upstream
///     ask       Forwarder: remembered, or WaitingQuery        and on at `answer` with the outcome
///     encode    DNSWire/ResponseEncoder                       and into AnswerCache
package final class QueryPipeline: MessageAnswerer {
    private let access: AccessRules
    /// What all workers together hold clients to; nil: nothing.
    private let limits: QueryLimits?
    /// What the server asks itself, whoever floods it from its own address.
    private let ownQuestion: SelfTestQuestion?
    /// What became of queries by the limits.
    package private(set) var limited = LimitCounters()
    private let resolver: Resolver
    private let rules: AnswerRules
    private let transfers: ZoneTransfers
    /// The way to names outside; nil: there is none.
    private let forwarder: Forwarder?
    /// How long one name is asked for, and how long others after it.
    private let timeout: Duration
    private let queue: DispatchQueue
    private let now: () -> ContinuousClock.Instant
    private let cookies: ServerCookies
    /// Seconds since 1970, for cookies.
    private let unixTime: () -> UInt32
    private let identity: [UInt8]
    /// What clients that ask are told of how long their connections may be idle, in units of 100 ms (RFC 7828 §3.1).
    private let idleTime: UInt16
    private var snapshots: SnapshotReader
    private var answers = AnswerCache()
    private var explainer = Explainer()
    /// Where the answer begins among several records, as a fraction of 2⁶⁴.
    private var rotation: UInt64 = 0
    /// A query that a cookie was taken out of; kept for its storage.
    private var withoutCookie: [UInt8] = []

    /// A pipeline on this queue over what is published; the configuration says which zones there are and who is answered.
    /// The clocks are others in tests.
    package init(
        _ configuration: ServerConfiguration, publisher: SnapshotPublisher, transfers: ZoneTransfers, forwarder: Forwarder? = nil,
        limits: QueryLimits? = nil, notLimiting ownQuestion: SelfTestQuestion? = nil, on queue: DispatchQueue,
        now: @escaping () -> ContinuousClock.Instant = { .now },
        unixTime: @escaping () -> UInt32 = { WallClock.unixTime }
    ) {
        access = AccessRules(configuration.clients)
        self.limits = limits
        self.ownQuestion = ownQuestion
        resolver = Resolver(configuration.zones)
        rules = AnswerRules(configuration.zones)
        self.transfers = transfers
        self.forwarder = forwarder
        timeout = configuration.upstream.timeout
        self.queue = queue
        self.now = now
        cookies = ServerCookies(configuration.cookieSecrets)
        self.unixTime = unixTime
        identity = configuration.identity
        idleTime = UInt16(clamping: Int64(configuration.connections.idle / .milliseconds(100)))
        snapshots = SnapshotReader(publisher)
    }

    /// The golden ratio: its multiples come to every place evenly, though a client asks A and AAAA in turn and sees but every
    /// second of them. (A step of one would always begin with the same of two addresses then.)
    private static let rotationStep: UInt64 = 0x9E37_79B9_7F4A_7C15

    /// Admit, limit, remember, decode, transfer or look up, ask upstream, answer, explain, encode; an empty reply is silence.
    @discardableResult
    package func answer(_ message: Span<UInt8>, from client: Client, into reply: inout [UInt8]) -> Answering {
        snapshots.refresh()
        rotation &+= Self.rotationStep
        guard access.allows(client.address, in: snapshots.held) else {
            if !isLimited(message, from: client, nil, isStranger: true, into: &reply) { refuse(message, into: &reply) }
            return .now
        }
        guard CookieOption.mayBe(in: message) else { return admit(message, from: client, nil, into: &reply) }
        do throws(DecodeError) {
            var rest: [UInt8] = []
            swap(&rest, &withoutCookie)
            defer { swap(&rest, &withoutCookie) }
            guard let cookie = try CookieOption.take(from: message, leaving: &rest) else {
                return admit(message, from: client, nil, into: &reply)
            }
            return admit(rest.span, from: client, exchanged(cookie, with: client), into: &reply)
        } catch {
            let cookie = error.rejection?.cookie.map { exchanged($0, with: client) }
            if !isLimited(message, from: client, cookie, into: &reply) {
                reject(error, from: client, with: options(for: client), into: &reply)
            }
            return .now
        }
    }

    /// Whether the limits are over for the client: then the reply is all that it gets. Who is not allowed is limited too: a refusal
    /// goes to whoever is named as the sender. Over TCP it would hear the same, so it is not told to come.
    private func isLimited(
        _ message: Span<UInt8>, from client: Client, _ cookie: ExchangedCookie?, isStranger: Bool = false, into reply: inout [UInt8]
    ) -> Bool {
        guard let limits, !(ownQuestion?.isAsked(by: message) ?? false) else { return false }
        var verdict = limits.verdict(
            for: client, hasValidCookie: cookie?.isValid ?? false, at: (now() - AnswerCache.epoch).nanoseconds)
        if isStranger, verdict == .truncation { verdict = .refusal }
        limited.count(verdict)
        let answer: BriefAnswer
        switch verdict {
        case .answer: return false
        case .silence: return true
        case .truncation: answer = .truncation(recursionAvailable: forwarder != nil)
        case .refusal: answer = .refusal(recursionAvailable: !isStranger && forwarder != nil)
        }
        do throws(DecodeError) {
            try answer.encode(to: message, hasCookie: cookie != nil, isBare: isStranger, into: &reply)
            cookie?.write(into: &reply)
        } catch {
            if isStranger { refuse(error, into: &reply) } else { reject(error, from: client, into: &reply) }
        }
        return true
    }

    /// Answers a client that may ask. Its cookie was taken out of the message; a valid one shows that it does not forge its address.
    private func admit(_ message: Span<UInt8>, from client: Client, _ cookie: ExchangedCookie?, into reply: inout [UInt8]) -> Answering {
        if isLimited(message, from: client, cookie, into: &reply) { return .now }
        let isKnown = answers.find(
            message, from: client, hasCookie: cookie != nil, generation: snapshots.generation, turn: rotation, now: now, into: &reply)
        if isKnown {
            cookie?.write(into: &reply)
            return .now
        }
        do throws(DecodeError) {
            let query = try QueryDecoder.decode(message)
            return answer(query, of: message, from: client, cookie, in: snapshots.held, into: &reply)
        } catch {
            reject(error, from: client, with: options(for: client), into: &reply)
            return .now
        }
    }

    /// Holds what is served now: a worker that nobody asks would keep what was replaced.
    package func moveOn() {
        snapshots.refresh()
    }

    /// An answer, encoded, or as a series, or later, from exactly one snapshot.
    private func answer(
        _ query: Query, of message: Span<UInt8>, from client: Client, _ cookie: ExchangedCookie?, in snapshot: RegistrySnapshot,
        into reply: inout [UInt8]
    ) -> Answering {
        var exchange = Exchange(query, from: client, cookie)
        guard (query.extensions?.version ?? 0) == 0 else {
            finish(exchange, of: message, with: rules.response(.badVersion), into: &reply)
            return .now
        }
        let resolution: Resolution
        switch transfers.answer(exchange, with: options(for: exchange), in: snapshot) {
        case .series(let series): return .series(series)
        case .failure(let failure):
            finish(exchange, of: message, with: failure, into: &reply)
            return .now
        case .ordinary: resolution = resolve(query.question, exchange, in: snapshot, recursionDesired: query.recursionDesired)
        case .startOfAuthority(let question): resolution = resolve(question, exchange, in: snapshot, recursionDesired: false)
        }
        exchange.reuse = Exchange.reuse(of: resolution, to: query, turn: rotation, in: snapshot.generation)
        switch rules.step(for: query, resolution, serial: snapshot.serial) {
        case .response(var response):
            explain(&response, query, resolution, in: snapshot)
            finish(exchange, of: message, with: response, into: &reply)
            return .now
        case .ask(let inquiry): return begin(.ask(inquiry), exchange, of: message, from: client, into: &reply)
        }
    }

    private func resolve(
        _ question: Question, _ exchange: Exchange, in snapshot: RegistrySnapshot, recursionDesired: Bool
    ) -> Resolution {
        resolver.resolve(
            question, from: exchange.client.address, in: snapshot, window: AnswerWindow(start: rotation, octets: exchange.limit),
            recursionDesired: recursionDesired)
    }

    /// Explains an answer that says no: only a client with EDNS can be told (RFC 8914).
    private func explain(_ response: inout Response, _ query: Query, _ resolution: Resolution, in snapshot: RegistrySnapshot) {
        guard query.extensions != nil, response.extendedError == nil else { return }
        response.extendedError = explainer.error(for: query.question, resolution, in: snapshot, at: now())
    }
}

// Cookies, and queries that are not looked up.
extension QueryPipeline {
    private func exchanged(_ cookie: ClientCookie, with client: Client) -> ExchangedCookie {
        ExchangedCookie(cookie, cookies.verdict(on: cookie, from: client.address, at: unixTime()))
    }

    /// Answers a client that may not ask: with header and question, whatever it says it can take.
    private func refuse(_ message: Span<UInt8>, into reply: inout [UInt8]) {
        do throws(DecodeError) {
            ResponseEncoder.encode(Rejection(.refused, of: try QueryDecoder.decode(message)), into: &reply)
        } catch {
            refuse(error, into: &reply)
        }
    }

    private func refuse(_ error: DecodeError, into reply: inout [UInt8]) {
        switch error {
        case .silence: reply.removeAll(keepingCapacity: true)
        case .rejection(let rejection): ResponseEncoder.encode(rejection.forStrangers, into: &reply)
        }
    }

    /// Answers what is no query, or asks for a cookie alone; with these options where it does.
    private func reject(
        _ error: DecodeError, from client: Client, with options: AnswerOptions = AnswerOptions(), into reply: inout [UInt8]
    ) {
        switch error {
        case .silence: reply.removeAll(keepingCapacity: true)
        case .rejection(let rejection):
            guard let cookie = rejection.cookie else { return ResponseEncoder.encode(rejection, into: &reply) }
            give(cookie, as: rejection, to: client, with: options, into: &reply)
        }
    }

    /// Answers who asks for a cookie alone: it hears whether the one that it has is good (RFC 7873 §5.4).
    private func give(
        _ cookie: ClientCookie, as rejection: Rejection, to client: Client, with options: AnswerOptions, into reply: inout [UInt8]
    ) {
        var (rejection, options) = (rejection, options)
        let exchanged = exchanged(cookie, with: client)
        if cookie.hasServerPart, !exchanged.isValid { rejection.responseCode = .badCookie }
        options.hasCookie = true
        ResponseEncoder.encode(rejection, options: options, into: &reply)
        exchanged.write(into: &reply)
    }

    /// What a client is told that asks for it.
    private func options(for client: Client) -> AnswerOptions {
        AnswerOptions(identity: identity, idleTime: client.transport == .stream ? idleTime : nil)
    }

    private func options(for exchange: Exchange) -> AnswerOptions {
        var options = options(for: exchange.client)
        options.hasCookie = exchange.cookie != nil
        return options
    }
}

// Names outside.
extension QueryPipeline {
    /// Answers from what is remembered of upstream, or lets the client wait for it.
    private func begin(
        _ step: AnswerStep, _ exchange: Exchange, of message: Span<UInt8>, from client: Client, into reply: inout [UInt8]
    ) -> Answering {
        var exchange = exchange
        guard let inquiry = proceed(step, &exchange, of: message, into: &reply), let forwarder else { return .now }
        let octets = message.indices.map { message[$0] }
        let waiting = WaitingQuery(
            exchange, of: octets, from: client, by: self, asking: forwarder, until: now() + timeout, on: queue)
        return .later(waiting.wait(for: inquiry))
    }

    /// Goes on from the outcome of an inquiry.
    func proceed(
        after outcome: UpstreamOutcome, to inquiry: Inquiry, _ exchange: inout Exchange, of message: Span<UInt8>,
        into reply: inout [UInt8]
    ) -> Inquiry? {
        proceed(rules.step(after: outcome, to: inquiry), &exchange, of: message, into: &reply)
    }

    /// Goes on from a step to the answer, encoded, or to the next name that has to be asked upstream.
    private func proceed(
        _ first: AnswerStep, _ exchange: inout Exchange, of message: Span<UInt8>, into reply: inout [UInt8]
    ) -> Inquiry? {
        var step = first
        while case .ask(let inquiry) = step {
            if forwarder?.tookProbe(inquiry.question.name) ?? true {
                exchange.reuse = nil
                step = .response(rules.response(.serverFailure))
            } else if let known = forwarder?.remembered(inquiry.question) {
                exchange.hold(until: known.until)
                step = rules.step(after: known.outcome, to: inquiry)
            } else {
                return inquiry
            }
        }
        if case .response(let response) = step { finish(exchange, of: message, with: response, into: &reply) }
        return nil
    }

    /// Encodes an answer, and remembers it for who asks the same.
    private func finish(_ exchange: Exchange, of message: Span<UInt8>, with response: Response, into reply: inout [UInt8]) {
        ResponseEncoder.encode(response, to: exchange.query, limit: exchange.limit, options: options(for: exchange), into: &reply)
        if let reuse = exchange.reuse {
            answers.remember(message, from: exchange.client, hasCookie: exchange.cookie != nil, reply: reply, reuse, now: now)
        }
        exchange.cookie?.write(into: &reply)
    }
}
