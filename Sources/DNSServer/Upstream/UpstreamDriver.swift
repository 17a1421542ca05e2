import DNSModel
import DNSWire
import Dispatch
import Logging
import Upstream

/// Drives the engine: brings it the questions, takes its replies, and looks after time, resolv.conf and loops. Confined to its queue.
final class UpstreamDriver {
    private let queue: DispatchQueue
    private let questions: SharedQuestions
    private let file: FileToWatch
    private var watch: ResolverFileWatch?
    private var isFileReadable = true
    private var routes: UpstreamRoutes
    private var probes = LoopProbes()
    private let names: ProbeNames
    private var reach = UpstreamReach()
    private var log: UpstreamLog
    private var engine: RunningEngine?
    private var timer: (any DispatchSourceTimer)?
    private var lastLook: ContinuousClock.Instant?
    /// What the timer was set to last.
    private var delay = Duration.zero

    /// Where the name servers are read, and the port of all of them.
    typealias FileToWatch = (path: String, port: UInt16)

    /// How often deadlines are looked at while somebody waits.
    private static let tick = Duration.milliseconds(50)
    /// How often everything else is.
    private static let look = Duration.seconds(1)

    /// A driver with an engine that asks whom the configuration and the file say.
    init(
        _ configuration: UpstreamConfiguration, resolverFile file: FileToWatch, names: ProbeNames, questions: SharedQuestions,
        logger: Logger, on queue: DispatchQueue
    ) throws(EngineError) {
        self.queue = queue
        self.questions = questions
        self.file = file
        self.names = names
        log = UpstreamLog(logger)
        routes = UpstreamRoutes(configuration, resolverServers: [])
        if configuration.servers == .resolverFile {
            watch = ResolverFileWatch(readFile() ?? [])
            routes.resolverServers = watch?.servers ?? []
        }
        engine = try newEngine()
    }

    deinit {
        timer?.cancel()
    }

    /// Begins to look after everything.
    func start() {
        if let watch { log.resolverServers(watch.servers, of: file.path) }
        probes.watch(routes.targets)
        let timer = DispatchSource.makeTimerSource(queue: queue)
        timer.setEventHandler { [weak self] in self?.handleTimer() }
        self.timer = timer
        setTimer(.zero)
        timer.resume()
        work()
    }

    /// Ends everything; who waits is told nothing.
    func stop() {
        timer?.cancel()
        timer = nil
        engine = nil
        for waiter in questions.withLock({ $0.end() }) { waiter.take() }
    }

    /// Brings the engine what there is to do.
    func work() {
        for work in questions.withLock({ $0.takeWork() }) {
            switch work {
            case .ask(let question, let ticket): ask(question, ticket)
            case .forget(let ticket): engine?.forget(ticket)
            case .probe: send(probes.suspected(at: .now, newToken: newToken))
            }
        }
        if delay > Self.tick, !questions.withLock({ $0.isIdle }) { setTimer(Self.tick) }
    }

    /// A probe came back.
    func tookProbe(_ token: ProbeNames.Token) {
        guard let target = probes.cameBack(token) else { return }
        log.loop(target, at: .now)
        changeEngine()
    }
}

// Questions and replies.
extension UpstreamDriver {
    private func ask(_ question: Question, _ ticket: UInt64) {
        if let hindrance = routes.hindrance(to: question.name) { return finish(ticket, .failure(hindrance)) }
        guard let engine else { return }
        do throws(EngineError) {
            try engine.ask(question, ticket: ticket)
        } catch {
            log.engineFails(error, at: .now)
            finish(ticket, .failure(ExtendedDNSError(.networkError, error.description)))
        }
    }

    private func process() {
        guard let engine else { return }
        do throws(EngineError) {
            for (ticket, reply) in try engine.process() { take(reply, ticket) }
        } catch {
            log.engineFails(error, at: .now)
            // Its pipe would be ready for ever.
            renewEngine()
        }
    }

    private func take(_ reply: EngineReply, _ ticket: UInt64) {
        guard let question = questions.withLock({ $0.question(of: ticket) }) else { return }
        let outcome = UpstreamOutcome(reply, to: question)
        switch outcome {
        case .answer: log.reach(reach.answered(at: .now), routes)
        case .failure:
            let now = ContinuousClock.now
            let since = questions.withLock { $0.since(ticket) } ?? now
            log.reach(reach.failed(question.name, after: now - since, at: now), routes)
        }
        finish(ticket, outcome)
    }

    private func finish(_ ticket: UInt64, _ outcome: UpstreamOutcome) {
        guard let (said, waiters) = questions.withLock({ $0.finish(ticket, outcome, at: .now) }) else { return }
        for waiter in waiters { waiter.tell(said) }
    }
}

// Time.
extension UpstreamDriver {
    private func handleTimer() {
        let now = ContinuousClock.now
        for due in questions.withLock({ $0.due(at: now) }) {
            if due.isLate { log.reach(reach.wasSilent(at: now), routes) }
            for waiter in due.waiters { waiter.tell(due.said) }
        }
        if lastLook.map({ now - $0 >= Self.look }) ?? true {
            lastLook = now
            lookAtFile()
            lookAtLoops(at: now)
        }
        setTimer(questions.withLock { $0.isIdle } ? Self.look : Self.tick)
        work()
    }

    /// Never put off while somebody waits: questions may come more often than the timer fires.
    private func setTimer(_ delay: Duration) {
        self.delay = delay
        let milliseconds = Int(delay.components.seconds) * 1_000 + Int(delay.components.attoseconds / 1_000_000_000_000_000)
        timer?.schedule(deadline: .now() + .milliseconds(milliseconds), leeway: .milliseconds(5))
    }
}

// Who is asked.
extension UpstreamDriver {
    private func lookAtFile() {
        guard watch?.look(readFile()) == true, let watch else { return }
        routes.resolverServers = watch.servers
        log.resolverServers(watch.servers, of: file.path)
        probes.watch(routes.targets)
    }

    /// The servers that the file names; nil where it cannot be read.
    private func readFile() -> [UpstreamServer]? {
        do throws(WholeFileError) {
            let text = try WholeFile.read(file.path, .regular, atMost: ResolverFile.maximumLength)
            isFileReadable = true
            return ResolverFile.servers(in: text, port: file.port)
        } catch {
            if isFileReadable { log.unreadable(error) }
            isFileReadable = false
            return nil
        }
    }

    private func lookAtLoops(at now: ContinuousClock.Instant) {
        for target in probes.mended(at: now) { log.mended(target) }
        changeEngine()
        send(probes.due(at: now, newToken: newToken))
    }

    /// A new engine where others are to be asked than the one there is asks; where there can be none, it is tried again.
    private func changeEngine() {
        routes.leftOut = probes.leftOut
        guard let engine, engine.settings != routes.settings else { return }
        renewEngine()
    }

    private func renewEngine() {
        do throws(EngineError) {
            engine = try newEngine()
            questions.withLock { $0.askAllAgain(at: .now) }
            work()
        } catch {
            log.keepsEngine(error, at: .now)
        }
    }

    private func newEngine() throws(EngineError) -> RunningEngine {
        try RunningEngine(routes.settings, on: queue) { [weak self] in self?.process() }
    }

    private func newToken() -> ProbeNames.Token {
        var generator = SystemRandomNumberGenerator()
        return names.token(using: &generator)
    }

    /// Whoever cannot be sent a probe cannot send it back.
    private func send(_ probes: [LoopProbes.Probe]) {
        guard !probes.isEmpty else { return }
        let addresses = Set(InterfaceAddresses.all() + probes.map(\.target.server.address))
        questions.withLock { $0.suspects = addresses }
        for probe in probes {
            guard let name = names.name(probe.token, in: probe.target.zone) else { continue }
            let message = ProbeNames.message(name, identifier: .random(in: .min ... .max))
            do throws(SystemError) {
                try LoneDatagram.send(message, to: ListenAddress(probe.target.server))
            } catch {
                continue
            }
        }
    }
}

extension UpstreamOutcome {
    /// What a reply says, once every octet of it was looked at.
    fileprivate init(_ reply: EngineReply, to question: Question) {
        switch reply {
        case .message(let octets, let security):
            do throws(UpstreamAnswerError) {
                let validation = UpstreamAnswer.Validation(security)
                self = .answer(try UpstreamAnswerDecoder.decode(octets.span, to: question, validation: validation), nil)
            } catch {
                self = .failure(ExtendedDNSError(.noReachableAuthority, "the answer from upstream \(error)"))
            }
        case .failure(let reason): self = .failure(ExtendedDNSError(.noReachableAuthority, reason))
        }
    }
}

extension UpstreamAnswer.Validation {
    fileprivate init(_ security: EngineReply.Security) {
        switch security {
        case .insecure: self = .insecure
        case .secure: self = .secure
        case .bogus(let reason): self = .bogus(reason)
        }
    }
}
