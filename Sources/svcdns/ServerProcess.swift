import DNSServer
import Dispatch
import Glibc
import Logging
import Synchronization

/// The process around a server: its signals and its end. Nothing here is isolated to the main actor, so that the
/// handlers may run on the queue they are given.
enum ServerProcess {
    /// Serves until SIGTERM or SIGINT; never returns then.
    static func run(_ settings: Settings) throws {
        StandardStreams.openMissing()
        // Before anything of ours is open, which else could be taken for what is passed, and before anything waits for a thread.
        let passed = try SocketActivation.takeSockets()
        try Threads.check(workers: settings.server.workers)
        let output = LogOutput.standardError(settings.logFormat)
        settings.logFormat.bootstrap(settings.logLevel, to: output)
        // Reached by an error alone.
        defer { output.flush(within: flushBound) }
        let logger = Logger(label: "svcdns")
        let supervision = Supervision.ofEnvironment(logger: logger)
        let lifetime = ServerLifetime(lameDuck: settings.server.lameDuck, supervision, output, logger)
        let signals = SignalSources(lifetime)
        for warning in settings.warnings + settings.warningsAtStart { logger.warning("\(warning)") }
        lifetime.socketsStay(!passed.isEmpty)
        let server = try Server.start(settings.server, supervision, passed: passed, logger: logger, whenReady: lifetime.commit) {
            lifetime.handedOver(to: $0)
        }
        lifetime.began(server)
        if Privileges.areAll { logger.notice("\(Privileges.advice)") }
        server.testItself()
        output.write(settings.logFormat.line(.notice, server.announcement) + "\n")
        withExtendedLifetime(signals) { dispatchMain() }
    }

    /// How long the end of the process waits for who reads its log.
    fileprivate static let flushBound = DispatchTimeInterval.milliseconds(300)
}

/// What signals ask of a server that may not be there yet.
private final class ServerLifetime: Sendable {
    private struct State {
        var server: Server?
        var wantsReload = false
        /// Whether a signal has come that ends the process.
        var isToldToEnd = false
        /// Whether it has to answer, or is about to: it owes an end step by step.
        var isCommitted = false
        /// Who answers in place of this server.
        var successor: PeerProcess?
        /// Whether a service manager has the sockets too.
        var socketsStay = false
    }

    private let state = Mutex(State())
    private let lameDuck: Duration
    private let supervision: Supervision
    private let output: LogOutput
    private let logger: Logger

    init(lameDuck: Duration, _ supervision: Supervision, _ output: LogOutput, _ logger: Logger) {
        self.lameDuck = lameDuck
        self.supervision = supervision
        self.output = output
        self.logger = logger
    }

    /// Before the server takes the place of another: whoever is told to end until then ends at once, and the other goes on; after it, it
    /// owes the clients an end step by step. Does not return where the process ends.
    func commit() {
        let isToldToEnd = state.withLock { state in
            state.isCommitted = !state.isToldToEnd
            return state.isToldToEnd
        }
        if isToldToEnd { DispatchSemaphore(value: 0).wait() }
    }

    /// From here on signals reach the server; one that came before is obeyed now.
    func began(_ server: Server) {
        let (wantsReload, isToldToEnd, successor) = state.withLock { state in
            state.server = server
            return (state.wantsReload, state.isToldToEnd, state.successor)
        }
        if wantsReload { server.reload() }
        if let successor { handedOver(to: successor) }
        if isToldToEnd { depart(server, isSucceeded: successor != nil) }
    }

    func reload() {
        supervision.handle(.wantsReload(at: MonotonicClock.microseconds))
        let server = state.withLock { state in
            state.wantsReload = true
            return state.server
        }
        server?.reload()
    }

    /// Ends with status 0, step by step; at once when it is told so a second time, or when nobody is served yet. Nothing is left to
    /// be done at an exit, and under load the other threads would not leave it the time.
    func end() {
        let (begins, state) = state.withLock { state in
            defer { state.isToldToEnd = true }
            return (!state.isToldToEnd && state.isCommitted, state)
        }
        guard begins else {
            logger.notice("told to end: ends at once")
            return exit()
        }
        if let server = state.server { depart(server, isSucceeded: state.successor != nil) }
    }

    /// Nobody waits for `lameDuck` where another server answers already.
    private func depart(_ server: Server, isSucceeded: Bool) {
        let lameDuck = isSucceeded ? .zero : lameDuck
        logger.notice("told to end: \(lameDuck > .zero ? "answers on for \(lameDuck), then " : "")answers what has come, and ends")
        if !isSucceeded { supervision.handle(.stops) }
        server.end(.stopped(lameDuck: lameDuck, socketsStay: isSucceeded || state.withLock(\.socketsStay))) { self.exit() }
    }

    func socketsStay(_ stay: Bool) {
        state.withLock { $0.socketsStay = stay }
    }

    /// Another server answers in place of this one.
    func handedOver(to successor: PeerProcess) {
        let server = state.withLock { state in
            state.successor = successor
            return state.server
        }
        guard let server else { return }
        supervision.handle(successor.isOfThisService ? .isSucceeded(by: successor.identifier) : .stops)
        server.end(.handedOver(lameDuck: lameDuck)) { self.exit() }
    }

    private func exit() {
        output.flush(within: ServerProcess.flushBound)
        _exit(0)
    }
}

/// The signals that the process obeys, from its first moment to its last.
private final class SignalSources {
    private let queue = DispatchQueue(label: "svcdns.signals")
    private let registered = DispatchGroup()
    private var sources: [any DispatchSourceSignal] = []

    /// Returns when every source is registered: a signal that came before would have had its default effect, or none.
    init(_ lifetime: ServerLifetime) {
        // The default of all of them is death: by people who mean "reload" or what other servers do at the next two, by a closed
        // connection, by a file of state that may not grow.
        for number in [SIGHUP, SIGUSR1, SIGUSR2, SIGPIPE, SIGXFSZ] { _ = signal(number, SIG_IGN) }
        watch(SIGHUP) { lifetime.reload() }
        watch(SIGTERM) { lifetime.end() }
        watch(SIGINT) { lifetime.end() }
        registered.wait()
    }

    private func watch(_ number: Int32, _ handler: @escaping () -> Void) {
        let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
        source.setEventHandler(handler: handler)
        registered.enter()
        source.setRegistrationHandler { [registered] in registered.leave() }
        source.resume()
        sources.append(source)
    }
}

extension LogOutput {
    /// The log, on standard error.
    fileprivate static func standardError(_ format: LogFormat) -> LogOutput {
        LogOutput(
            to: { StandardError.write($0) },
            loss: { format.line(.warning, "\($0) lines of the log are lost: nobody read them in time") + "\n" })
    }
}

extension LogFormat {
    /// A line for who started the program; it comes whatever the level of the log.
    func line(_ level: Logger.Level, _ text: String) -> String {
        switch self {
        case .text: "svcdns: \(text)"
        case .json: JSONLogHandler.line(level, text, [:], time: WallClock.unixTimeWithMilliseconds)
        }
    }
}
