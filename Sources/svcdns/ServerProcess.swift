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
        settings.logFormat.bootstrap(settings.logLevel)
        let lifetime = ServerLifetime(lameDuck: settings.server.lameDuck)
        let signals = SignalSources(lifetime)
        let logger = Logger(label: "svcdns")
        for warning in settings.warnings + settings.warningsAtStart { logger.warning("\(warning)") }
        let passed = try SocketActivation.takeSockets()
        lifetime.socketsStay(!passed.isEmpty)
        let server = try Server.start(settings.server, passed: passed, logger: logger) { lifetime.handedOver(to: $0) }
        lifetime.began(server)
        StandardError.write(settings.logFormat.line(.notice, server.announcement))
        withExtendedLifetime(signals) { dispatchMain() }
    }
}

/// What signals ask of a server that may not be there yet.
private final class ServerLifetime: Sendable {
    private struct State {
        var server: Server?
        var wantsReload = false
        var isEnding = false
        /// Who answers in place of this server.
        var successor: PeerProcess?
        /// Whether a service manager has the sockets too.
        var socketsStay = false
    }

    private let state = Mutex(State())
    private let lameDuck: Duration
    private let serviceManager = ServiceManager.ofEnvironment()

    init(lameDuck: Duration) {
        self.lameDuck = lameDuck
    }

    /// From here on signals reach the server; one that came while it read its manifests is obeyed now.
    func began(_ server: Server) {
        let (wantsReload, successor) = state.withLock { state in
            state.server = server
            return (state.wantsReload, state.successor)
        }
        if wantsReload { server.reload() }
        if let successor { handedOver(to: successor) }
    }

    func reload() {
        let server = state.withLock { state in
            state.wantsReload = true
            return state.server
        }
        server?.reload()
    }

    /// Ends with status 0, step by step; at once when it is told so a second time, or when nothing is served yet. Nothing is left to
    /// be done at an exit, and under load the other threads would not leave it the time.
    func end() {
        let server = state.withLock { state in
            defer { state.isEnding = true }
            return state.isEnding ? nil : state.server
        }
        guard let server else { _exit(0) }
        tell(.stopping)
        let socketsStay = state.withLock(\.socketsStay)
        server.end(.stopped(lameDuck: lameDuck, socketsStay: socketsStay)) { _exit(0) }
    }

    func socketsStay(_ stay: Bool) {
        state.withLock { $0.socketsStay = stay }
    }

    /// Another server answers in place of this one.
    func handedOver(to successor: PeerProcess) {
        let server = state.withLock { state in
            state.isEnding = true
            state.successor = successor
            return state.server
        }
        guard let server else { return }
        tell(successor.isOfThisService ? .mainProcess(successor.identifier) : .stopping)
        server.end(.handedOver(lameDuck: lameDuck)) { _exit(0) }
    }

    /// A service manager that cannot be reached hears nothing: the end does not wait for it.
    private func tell(_ notice: ServiceManager.Notice) {
        do throws(SystemError) {
            try serviceManager?.tell(notice)
        } catch {
            StandardError.write("svcdns: cannot tell the service manager: \(error)")
        }
    }
}

/// The signals that the process obeys, from its first moment to its last.
private final class SignalSources {
    private let queue = DispatchQueue(label: "svcdns.signals")
    private let registered = DispatchGroup()
    private var sources: [any DispatchSourceSignal] = []

    /// Returns when every source is registered: a signal that came before would have had its default effect, or none.
    init(_ lifetime: ServerLifetime) {
        // The default of these two is death: of the first by people who mean "reload", of the second by a closed connection.
        for number in [SIGHUP, SIGPIPE] { _ = signal(number, SIG_IGN) }
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

extension LogFormat {
    /// A line for who started the program; it comes whatever the level of the log.
    func line(_ level: Logger.Level, _ text: String) -> String {
        switch self {
        case .text: "svcdns: \(text)"
        case .json: JSONLogHandler.line(level, text, [:], time: WallClock.unixTimeWithMilliseconds)
        }
    }
}
