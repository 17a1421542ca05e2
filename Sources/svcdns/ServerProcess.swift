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
        let output = LogOutput.standardError(settings.logFormat)
        settings.logFormat.bootstrap(settings.logLevel, to: output)
        // Reached by an error alone.
        defer { output.flush(within: flushBound) }
        let logger = Logger(label: "svcdns")
        let supervision = Supervision.ofEnvironment(logger: logger)
        let lifetime = ServerLifetime(supervision, output)
        let signals = SignalSources(lifetime)
        for warning in settings.warnings + settings.warningsAtStart { logger.warning("\(warning)") }
        let server = try Server.start(settings.server, supervision, logger: logger)
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
    }

    private let state = Mutex(State())
    private let supervision: Supervision
    private let output: LogOutput

    init(_ supervision: Supervision, _ output: LogOutput) {
        self.supervision = supervision
        self.output = output
    }

    /// From here on signals reach the server; one that came while it read its manifests is obeyed now.
    func began(_ server: Server) {
        let wantsReload = state.withLock { state in
            state.server = server
            return state.wantsReload
        }
        if wantsReload { server.reload() }
    }

    func reload() {
        supervision.handle(.wantsReload(at: MonotonicClock.microseconds))
        let server = state.withLock { state in
            state.wantsReload = true
            return state.server
        }
        server?.reload()
    }

    /// Ends with status 0: answers that were begun are finished, but not waited for longer than a moment. Nothing is left to
    /// be done at an exit, and under load the other threads would not leave it the time.
    func end() {
        supervision.handle(.stops)
        state.withLock(\.server)?.stop(within: .milliseconds(300))
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
