import Dispatch
package import Logging
import Resolution
import ServiceRegistry

/// The whole server: what listens, what watches, and between them the snapshot.
package final class Server: Sendable {
    /// What it listens on and what it knows, for the person who started it.
    package let announcement: String
    private let listeners: Listeners
    private let reloading: ReloadTrigger
    private let forwarder: Forwarder?
    private let giver: HandoverGiver?

    /// Binds, reads everything once, and only then begins to answer: what is asked meanwhile waits in the sockets, or is answered by the
    /// server that is there already. `passed`: sockets that a service manager has bound. `whenHandedOver` is called when another server
    /// answers in place of this one, which is to end then.
    package static func start(
        _ configuration: ServerConfiguration, passed: [PassedSocket] = [], logger: Logger,
        whenHandedOver: @escaping @Sendable (PeerProcess) -> Void = { _ in }
    ) throws -> Server {
        let limits = prepareProcess()
        try checkDirectories(configuration.manifestDirectories)
        let succession = try Succession(at: configuration.handover)
        var sockets = ServerSockets(configuration, logger: logger)
        try sockets.open(passed: passed, inherited: succession.inheritance?.sockets ?? [])
        let publisher = SnapshotPublisher()
        let pipeline = try ReloadPipeline(
            configuration, inherited: succession.inheritance?.state, publisher: publisher, logger: logger)
        while !pipeline.run() {}
        // Nobody waits for an answer yet, and the workers' room is not to come to lie on pages that reading has written to.
        _ = pipeline.tidyUp()
        let summary = pipeline.summary
        let forwarder = configuration.upstream.isUsed ? try Forwarder(configuration.upstream, logger: logger) : nil
        try succession.takeOver()
        sockets.complete()
        let reloading = trigger(pipeline, logger: logger)
        let giver = succession.giver(of: sockets, reloading, logger: logger, whenHandedOver: whenHandedOver)
        let listeners = listeners(on: sockets, limits, publisher: publisher, forwarder: forwarder, logger: logger)
        publisher.whenPublished { [weak listeners] in listeners?.moveOn() }
        let server = Server(listeners, reloading, forwarder, giver, "serving on \(sockets): \(summary)")
        listeners.start()
        giver?.start()
        forwarder?.start()
        if forwarder == nil { logger.info("names outside the cluster are refused: nobody is asked for them") }
        server.reloading.start()
        return server
    }

    private init(
        _ listeners: Listeners, _ reloading: ReloadTrigger, _ forwarder: Forwarder?, _ giver: HandoverGiver?, _ announcement: String
    ) {
        self.listeners = listeners
        self.reloading = reloading
        self.forwarder = forwarder
        self.giver = giver
        self.announcement = announcement
    }

    /// Sets what is the process's own; returns what there is room for.
    private static func prepareProcess() -> TCPLimits {
        Heap.limitArenas(to: 2)
        Heap.mapLargeBlocks()
        var limits = TCPLimits()
        limits.connections = OpenFiles.connections(ofFiles: OpenFiles.raiseLimit())
        return limits
    }

    /// Everything that listens, with a pipeline for each queue.
    private static func listeners(
        on sockets: ServerSockets, _ limits: TCPLimits, publisher: SnapshotPublisher, forwarder: Forwarder?, logger: Logger
    ) -> Listeners {
        let transferLog = TransferLog(logger: logger)
        let configuration = sockets.servedConfiguration
        return Listeners(on: sockets.bound, workers: sockets.workers, limits: limits) { queue in
            QueryPipeline(
                configuration, publisher: publisher,
                transfers: ZoneTransfers(of: configuration.zones, to: configuration.transferClients, log: transferLog),
                forwarder: forwarder, on: queue)
        }
    }

    /// A configured directory that cannot be read is a mistake at the start; later it is a problem, and what was read stays.
    private static func checkDirectories(_ paths: [String]) throws(StartError) {
        for path in paths {
            guard let error = ManifestDirectory.hindrance(of: path) else { continue }
            throw StartError(
                description: "cannot read manifests in \(path): \(error): make the directory, or name another with --manifests")
        }
    }

    /// From here on the pipeline belongs to the queue that reloads.
    private static func trigger(_ pipeline: sending ReloadPipeline, logger: Logger) -> ReloadTrigger {
        ReloadTrigger(
            queue: DispatchQueue(label: "svcdns.reload"),
            look: { pipeline.look(forceReadingAll: $0, willList: $1) }, tidyUp: { pipeline.tidyUp() },
            onWatchFailure: { failure in
                if let failure { logger.warning("\(failure)") } else { logger.notice("all directories are watched again") }
            },
            keeping: ReloadTrigger.Keeping(
                release: { pipeline.releaseState() }, takeBack: { pipeline.takeBackState() }))
    }

    /// Reads every manifest again, soon.
    package func reload() {
        reloading.readAll()
    }

    /// Ends step by step; `then` is called when nothing is left to be done, or when the time is over, and perhaps at both.
    package func end(_ departure: Departure, then: @escaping @Sendable () -> Void) {
        let start = DispatchTime.now()
        DispatchQueue(label: "svcdns.end").async {
            for step in departure.steps {
                // A timer of Dispatch may come a tenth of its time too late.
                _ = DispatchSemaphore(value: 0).wait(timeout: start + .milliseconds(Int(step.time / .milliseconds(1))))
                self.take(step.action, then: then)
            }
        }
    }

    private func take(_ action: Departure.Action, then: @escaping @Sendable () -> Void) {
        switch action {
        case .leave(let toOthers):
            giver?.close()
            reloading.cancel()
            listeners.leave(toOthers: toOthers)
        case .finish: listeners.finish(whenFinished: then)
        case .closeUpstream: forwarder?.close()
        case .end: then()
        }
    }
}

/// Why a server cannot start, on one line.
package struct StartError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong and how to mend it.
    package let description: String
}
