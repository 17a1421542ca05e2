import DNSModel
import Dispatch
import Glibc
package import Logging
import Resolution
import ServiceRegistry
import Synchronization

/// The whole server: what listens, what watches, and between them the snapshot.
package final class Server: Sendable {
    /// What it listens on and what it knows, for the person who started it.
    package let announcement: String
    private let parts: Parts
    /// How many departures have begun: the last one is under way.
    private let departures = Mutex<UInt64>(0)

    private struct Parts: Sendable {
        let listeners: Listeners
        let reloading: ReloadTrigger
        let forwarder: Forwarder?
        let limitReporter: LimitReporter?
        let tester: SelfTester
        let giver: HandoverGiver?
    }

    /// Binds, reads everything once, and only then begins to answer: what is asked meanwhile waits in the sockets, or is answered by the
    /// server that is there already. `passed`: sockets that a service manager has bound. `whenReady` is called when all is read: from
    /// its return on the server before takes no query any more, and this one has to answer. `whenHandedOver` is called when another
    /// server answers in place of this one, which is to end then.
    package static func start(
        _ configuration: ServerConfiguration, _ supervision: Supervision, passed: [PassedSocket] = [], logger: Logger,
        whenReady: () -> Void = {}, whenHandedOver: @escaping @Sendable (PeerProcess) -> Void = { _ in }
    ) throws -> Server {
        let limits = try prepareProcess(configuration, passed: passed.count, logger: logger)
        try checkDirectories(configuration.manifestDirectories)
        var (succession, sockets) = try takePlace(configuration, passed: passed, logger: logger)
        try checkOpenFiles(forSockets: sockets.count, configuration)
        try succession.makeSocket()
        var configuration = sockets.servedConfiguration
        if let secrets = succession.inheritance?.cookieSecrets { configuration.cookieSecrets = secrets }
        let publisher = SnapshotPublisher()
        let pipeline = try ReloadPipeline(
            configuration, inherited: succession.inheritance?.state, publisher: publisher, logger: logger)
        logger.info("reading manifests in \(configuration.manifestDirectories.joined(separator: ", "))")
        while !pipeline.run() {}
        // Nobody waits for an answer yet, and the workers' room is not to come to lie on pages that reading has written to.
        _ = pipeline.tidyUp()
        let place = "serving on \(sockets)"
        let announcement = "\(place): \(pipeline.summary)"
        let forwarder = configuration.upstream.isUsed ? try Forwarder(configuration.upstream, logger: logger) : nil
        whenReady()
        try succession.takeOver()
        sockets.complete()
        let reloading = trigger(pipeline, place, supervision, logger: logger)
        let giver = succession.giver(
            of: sockets, configuration.cookieSecrets, reloading, logger: logger, whenHandedOver: whenHandedOver)
        let queryLimits = QueryLimits(configuration.limits)
        let question = SelfTestQuestion(in: configuration.zones.clusterDomain)
        let listeners = listeners(
            on: sockets, configuration, limits, publisher: publisher, forwarder: forwarder, queryLimits, notLimiting: question,
            logger: logger)
        publisher.whenPublished { [weak listeners] in listeners?.moveOn() }
        let server = Server(
            announcement,
            Parts(
                listeners: listeners, reloading: reloading, forwarder: forwarder,
                limitReporter: queryLimits.map { LimitReporter($0, logger: logger) },
                tester: tester(of: listeners, question, announcement, supervision, logger: logger), giver: giver))
        server.begin()
        logger.info("\(configuration.limits.summary)")
        if forwarder == nil { logger.info("names outside the cluster are refused: nobody is asked for them") }
        return server
    }

    private init(_ announcement: String, _ parts: Parts) {
        self.announcement = announcement
        self.parts = parts
    }

    private func begin() {
        parts.listeners.start()
        parts.giver?.start()
        parts.forwarder?.start()
        parts.reloading.start()
    }

    /// Sets what is the process's own; returns what there is room for.
    private static func prepareProcess(_ configuration: ServerConfiguration, passed: Int, logger: Logger) throws(StartError) -> TCPLimits {
        Heap.limitArenas(to: 2)
        Heap.mapLargeBlocks()
        let files = try checkOpenFiles(forSockets: passed > 0 ? passed : ServerSockets.count(of: configuration), configuration)
        let connections = configuration.connections
        let limits = connections.limits(room: OpenFiles.connections(ofFiles: files))
        if let most = connections.most, most > limits.connections {
            logger.warning("tcp.connections: \(most): this process may have files for \(limits.connections): raise LimitNOFILE=")
        }
        return limits
    }

    /// How many files there may be, which are enough. The server before may give more sockets than this one would bind.
    @discardableResult
    private static func checkOpenFiles(forSockets sockets: Int, _ configuration: ServerConfiguration) throws(StartError) -> Int {
        let files = OpenFiles.raiseLimit()
        let least = OpenFiles.least(sockets: sockets, areHandedOver: configuration.handover != nil)
        guard files >= least else {
            throw StartError(
                description:
                    "this process may have \(files) open files, and needs \(least): raise the limit (ulimit -n, LimitNOFILE=), or use "
                    + "fewer workers")
        }
        return files
    }

    /// How long a server that is about to end may keep the addresses from the next one.
    private static let patience = Duration.seconds(5)

    /// The sockets, and the server before this one if there is one. Where `handover` says that there may be one, whoever has the
    /// addresses and cannot be asked for them is just beginning to serve, or about to end: that is waited for.
    private static func takePlace(
        _ configuration: ServerConfiguration, passed: [PassedSocket], logger: Logger
    ) throws -> (Succession, ServerSockets) {
        let end = ContinuousClock.now + patience
        var isTold = false
        while true {
            let succession = try Succession(at: configuration.handover, logger: logger)
            var sockets = ServerSockets(configuration, logger: logger)
            do throws(BindError) {
                try sockets.open(passed: passed, inherited: succession.inheritance?.sockets ?? [])
                return (succession, sockets)
            } catch {
                let mayWait = configuration.handover != nil && succession.inheritance == nil && error.meansAnotherHasIt
                guard mayWait, .now < end else { throw error }
            }
            if !isTold { logger.notice("handover: waits for who has the port and cannot be asked for it, for \(patience) at most") }
            isTold = true
            _ = DispatchSemaphore(value: 0).wait(timeout: .now() + .milliseconds(20))
        }
    }

    /// Everything that listens, with a pipeline for each queue.
    private static func listeners(
        on sockets: ServerSockets, _ configuration: ServerConfiguration, _ limits: TCPLimits, publisher: SnapshotPublisher,
        forwarder: Forwarder?, _ queryLimits: QueryLimits?,
        notLimiting question: SelfTestQuestion, logger: Logger
    ) -> Listeners {
        let transferLog = TransferLog(logger: logger)
        return Listeners(on: sockets.bound, workers: sockets.workers, limits: limits) { queue in
            QueryPipeline(
                configuration, publisher: publisher,
                transfers: ZoneTransfers(of: configuration.zones, to: configuration.transferClients, log: transferLog),
                forwarder: forwarder, limits: queryLimits, notLimiting: question, on: queue)
        }
    }

    /// A configured directory that cannot be read is a mistake at the start; later it is a problem, and what was read stays.
    private static func checkDirectories(_ paths: [String]) throws(StartError) {
        for path in paths {
            guard let error = ManifestDirectory.hindrance(of: path) else { continue }
            throw StartError(description: "cannot read manifests in \(path): \(error): \(remedy(for: error))")
        }
    }

    private static func remedy(for error: SystemError) -> String {
        switch error.number {
        case EACCES, EPERM: "let the user that svcdns runs as read it and list it (chmod o+rx), and pass the directories above it"
        case ENOTDIR: "name the directory that the files are in with --manifests"
        default: "make the directory, or name another with --manifests"
        }
    }

    /// From here on the pipeline belongs to the queue that reloads.
    private static func trigger(
        _ pipeline: sending ReloadPipeline, _ place: String, _ supervision: Supervision, logger: Logger
    ) -> ReloadTrigger {
        ReloadTrigger(
            queue: DispatchQueue(label: "svcdns.reload"),
            look: { forceReadingAll, willList in
                if forceReadingAll { supervision.handle(.reloads) }
                let looked = pipeline.look(forceReadingAll: forceReadingAll, willList: willList)
                if pipeline.hasReadAll { supervision.handle(.hasRead("\(place): \(status(of: pipeline))")) }
                return looked
            }, tidyUp: { pipeline.tidyUp() },
            onWatchFailure: { failure in
                if let failure { logger.warning("\(failure)") } else { logger.notice("all directories are watched again") }
            },
            keeping: ReloadTrigger.Keeping(
                release: { pipeline.releaseState() }, takeBack: { pipeline.takeBackState() }))
    }

    /// How much is served, and what hinders reading.
    private static func status(of pipeline: ReloadPipeline) -> String {
        pipeline.summary.description + (pipeline.hindrance.map { "; \($0)" } ?? "")
    }

    private static func tester(
        of listeners: Listeners, _ question: SelfTestQuestion, _ announcement: String, _ supervision: Supervision, logger: Logger
    ) -> SelfTester {
        let hindrances = HindranceLog(logger: logger)
        return SelfTester(
            of: listeners, question, watchdog: supervision.watchdog, onHindrance: { hindrances.tell(of: $0, at: .now) }
        ) { outcome in
            switch outcome {
            case .passed(let isMended):
                if isMended { logger.notice("every query of this server to itself is answered") }
                supervision.handle(.serves(announcement))
                if supervision.watchdog != nil { supervision.handle(.works) }
            case .missed(let parts):
                let names = parts.map(\.description).joined(separator: ", ")
                logger.error("queries of this server to itself are not answered: \(names)")
            }
        }
    }
}

extension Server {
    /// Asks every listener a question, and goes on to do so for the watchdog of a service manager. Returns when all have answered, which
    /// takes some milliseconds, or when a second is over: a descriptor that Dispatch does not watch would never be told of otherwise.
    package func testItself() {
        parts.tester.start()
    }

    /// Reads every manifest again, soon.
    package func reload() {
        parts.reloading.readAll()
    }

    /// Ends step by step; `then` is called when nothing is left to be done, or when the time is over, and perhaps at both. A departure takes
    /// the place of the one before: of that no step is taken any more.
    package func end(_ departure: Departure, then: @escaping @Sendable () -> Void) {
        let start = DispatchTime.now()
        let number = departures.withLock { number in
            number &+= 1
            return number
        }
        parts.tester.stop()
        DispatchQueue(label: "svcdns.end").async {
            for step in departure.steps {
                // A timer of Dispatch may come a tenth of its time too late.
                _ = DispatchSemaphore(value: 0).wait(timeout: start + step.time.dispatchInterval)
                self.departures.withLock { if $0 == number { self.take(step.action, then: then) } }
            }
        }
    }

    private func take(_ action: Departure.Action, then: @escaping @Sendable () -> Void) {
        switch action {
        case .leave(let toOthers):
            parts.giver?.close()
            parts.reloading.cancel()
            parts.limitReporter?.stop()
            parts.listeners.leave(toOthers: toOthers)
        case .finish: parts.listeners.finish(whenFinished: then)
        case .closeUpstream: parts.forwarder?.close()
        case .end: then()
        }
    }
}

/// Why a server cannot start, on one line.
package struct StartError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong and how to mend it.
    package let description: String
}
