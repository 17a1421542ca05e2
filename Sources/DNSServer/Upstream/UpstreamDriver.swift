import DNSModel
import DNSWire
import Dispatch
import Logging
import Upstream

/// Drives the engine: brings it the questions, takes its replies, and looks after time, resolv.conf and loops. Confined to its queue.
final class UpstreamDriver {
    private let queue: DispatchQueue
    private let questions: SharedQuestions
    private let file: ResolverFileReader
    private var isFileReadable = true
    private var watch: ResolverFileWatch?
    private var routes: UpstreamRoutes
    private var probes = LoopProbes()
    private let names: ProbeNames
    private var reach = UpstreamReach()
    /// What silent servers were asked last.
    private var returnQuestions: [ReturnQuestion] = []
    private var log: UpstreamLog
    private var seat = EngineSeat<RunningEngine>()
    private var timer: (any DispatchSourceTimer)?
    private var lastLook: ContinuousClock.Instant?
    /// What the timer was set to last.
    private var delay = Duration.zero

    /// How often deadlines are looked at while somebody waits.
    private static let tick = Duration.milliseconds(50)
    /// How often everything else is.
    private static let look = Duration.seconds(1)

    /// A driver with an engine that asks whom the configuration and the file say.
    init(
        _ configuration: UpstreamConfiguration, resolverFile file: ResolverFileReader, names: ProbeNames, questions: SharedQuestions,
        logger: Logger, on queue: DispatchQueue
    ) throws(EngineError) {
        self.queue = queue
        self.questions = questions
        self.file = file
        self.names = names
        log = UpstreamLog(logger)
        routes = UpstreamRoutes(configuration, resolverServers: [])
        if configuration.servers == .resolverFile {
            watch = ResolverFileWatch(servers(of: file.read()) ?? [])
            routes.resolverServers = watch?.servers ?? []
        }
        _ = try seat.renew(at: .now, makeEngine)
    }

    deinit {
        timer?.cancel()
    }

    /// Begins to look after everything.
    func start() {
        log.start(routes)
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
        seat.clear()
        for waiter in questions.withLock({ $0.end() }) { waiter.take() }
    }

    /// Brings the engine what there is to do.
    func work() {
        for work in questions.withLock({ $0.takeWork() }) {
            switch work {
            case .ask(let question, let ticket): ask(question, ticket)
            case .forget(let ticket): seat.engine?.forget(ticket)
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
        guard let engine = seat.engine else { return finish(ticket, .failure(ExtendedDNSError(.networkError, Self.noEngine))) }
        do throws(EngineError) {
            try engine.ask(question, ticket: ticket)
        } catch {
            log.engineFails(error, at: .now)
            finish(ticket, .failure(ExtendedDNSError(.networkError, error.description)))
        }
    }

    private func process() {
        guard let engine = seat.engine else { return }
        do throws(EngineError) {
            for (ticket, reply) in try engine.process() { take(reply, ticket) }
        } catch {
            log.engineFails(error, at: .now)
            // Its pipe would be ready for ever.
            replaceEngine()
        }
    }

    private static let noEngine = "libunbound does not work: see the log"

    private func take(_ reply: EngineReply, _ ticket: UInt64) {
        guard let question = questions.withLock({ $0.question(of: ticket) }) else { return }
        let outcome = UpstreamOutcome(reply, to: question)
        switch outcome {
        case .answer: upstreamAnswered(at: .now)
        case .failure: reach.failed(at: .now)
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
            if due.isLate { reach.failed(at: now) }
            for waiter in due.waiters { waiter.tell(due.said) }
        }
        lookAtReach(at: now)
        if lastLook.map({ now - $0 >= Self.look }) ?? true {
            lastLook = now
            if watch != nil { file.begin() }
            lookAtLoops(at: now)
        }
        takeFile(at: now)
        setTimer(questions.withLock { $0.isIdle } && returnQuestions.isEmpty && !file.isBusy ? Self.look : Self.tick)
        work()
    }

    /// Never put off while somebody waits: questions may come more often than the timer fires.
    private func setTimer(_ delay: Duration) {
        self.delay = delay
        timer?.schedule(deadline: .now() + delay.dispatchInterval, leeway: .milliseconds(5))
    }
}

// Who is asked.
extension UpstreamDriver {
    /// Whoever is asked from now on, once the file was read.
    private func takeFile(at now: ContinuousClock.Instant) {
        guard let reading = file.take(), watch?.look(servers(of: reading)) == true, let watch else { return }
        routes.resolverServers = watch.servers
        log.resolverServers(watch.servers, of: file.path)
        probes.watch(routes.targets)
        lookAtLoops(at: now)
    }

    /// The servers that the file names; nil where it cannot be read, and why is told the first time.
    private func servers(of reading: ResolverFileReader.Reading) -> [UpstreamServer]? {
        switch reading {
        case .success(let servers):
            isFileReadable = true
            return servers
        case .failure(let error):
            if isFileReadable { log.unreadable(error) }
            isFileReadable = false
            return nil
        }
    }

    /// libunbound is slow to see that a server is back, the more the longer it was away: a new engine knows of no silence.
    private func lookAtReach(at now: ContinuousClock.Instant) {
        if returnQuestions.contains(where: \.isAnswered) { upstreamAnswered(at: now) }
        let (asks, change) = reach.look(at: now)
        log.reach(change, routes)
        guard asks else { return }
        returnQuestions = routes.usableTargets.compactMap { ReturnQuestion(to: $0, newToken(), by: names) }
    }

    private func upstreamAnswered(at now: ContinuousClock.Instant) {
        returnQuestions = []
        guard let change = reach.answered(at: now) else { return }
        log.reach(change, routes)
        renewEngine()
    }

    private func lookAtLoops(at now: ContinuousClock.Instant) {
        for target in probes.mended(at: now) { log.mended(target) }
        changeEngine()
        send(probes.due(at: now, newToken: newToken))
    }

    /// A new engine where others are to be asked than the one there is asks, or where there is none.
    private func changeEngine() {
        routes.leftOut = probes.leftOut
        if timer != nil, seat.engine?.settings != routes.settings { renewEngine() }
    }

    private func renewEngine() {
        do throws(EngineError) {
            if try seat.renew(at: .now, makeEngine) { askAllAgain() }
        } catch {
            if seat.engine == nil { log.engineFails(error, at: .now) } else { log.keepsEngine(error, at: .now) }
        }
    }

    private func replaceEngine() {
        do throws(EngineError) {
            _ = try seat.replace(at: .now, makeEngine)
        } catch {
            log.engineFails(error, at: .now)
        }
        askAllAgain()
    }

    /// Of an engine that knows of no question; where there is none all of them fail.
    private func askAllAgain() {
        questions.withLock { $0.askAllAgain(at: .now) }
        work()
    }

    private func makeEngine() throws(EngineError) -> RunningEngine {
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
            let message = QueryEncoder.octets(of: ProbeNames.question(name), identifier: .random(in: .min ... .max))
            do throws(SystemError) {
                _ = try DatagramExchange(sending: message, to: ListenAddress(probe.target.server))
            } catch {
                continue
            }
        }
    }
}
