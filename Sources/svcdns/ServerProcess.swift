import DNSServer
import Dispatch
import Glibc
import Logging

/// The process around a server: its signals and its end. Nothing here is isolated to the main actor, so that the
/// handlers may run on the queue they are given.
enum ServerProcess {
    /// Serves until SIGTERM or SIGINT; never returns then.
    static func run(_ settings: Settings) throws {
        // Before anything else: until the sources exist, a signal would end the process.
        for number in [SIGHUP, SIGTERM, SIGINT, SIGPIPE] { ignore(number) }
        settings.logFormat.bootstrap(settings.logLevel)
        let server = try Server.start(settings.server, logger: Logger(label: "svcdns"))
        StandardError.write(settings.logFormat.announcement(server.announcement))
        let queue = DispatchQueue(label: "svcdns.signals")
        let sources = [
            watch(SIGHUP, on: queue) { server.reload() },
            watch(SIGTERM, on: queue) { end(server) },
            watch(SIGINT, on: queue) { end(server) },
        ]
        withExtendedLifetime(sources) { dispatchMain() }
    }

    private static func ignore(_ number: Int32) {
        _ = signal(number, SIG_IGN)
    }

    private static func watch(_ number: Int32, on queue: DispatchQueue, _ handler: @escaping () -> Void) -> any DispatchSourceSignal {
        let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
        source.setEventHandler(handler: handler)
        source.resume()
        return source
    }

    /// Ends with status 0: answers that were begun are finished, but not waited for longer than a moment.
    private static func end(_ server: Server) {
        server.stop(within: .milliseconds(500))
        exit(0)
    }
}

extension LogFormat {
    /// The line that says that the server serves; it comes whatever the level of the log.
    fileprivate func announcement(_ text: String) -> String {
        switch self {
        case .text: "svcdns: \(text)"
        case .json: JSONLogHandler.line(.notice, text, [:], unixTime: WallClock.unixTime)
        }
    }
}
