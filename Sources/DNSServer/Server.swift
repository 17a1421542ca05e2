import DNSModel
package import Dispatch
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
    private let limitReporter: LimitReporter?
    private let tester: SelfTester

    /// Binds, reads everything once, and only then begins to answer: what is asked meanwhile waits in the sockets.
    package static func start(_ configuration: ServerConfiguration, _ supervision: Supervision, logger: Logger) throws -> Server {
        Heap.limitArenas(to: 2)
        Heap.mapLargeBlocks()
        let limits = configuration.connections.limits(room: OpenFiles.connections(ofFiles: OpenFiles.raiseLimit()))
        if let most = configuration.connections.most, most > limits.connections {
            logger.warning("tcp.connections: \(most): this process may have files for \(limits.connections): raise LimitNOFILE=")
        }
        try checkDirectories(configuration.manifestDirectories)
        let sockets = try bind(configuration.listen, workers: configuration.workers ?? Processors.count, logger: logger)
        let publisher = SnapshotPublisher()
        let pipeline = try ReloadPipeline(configuration, publisher: publisher, logger: logger)
        while !pipeline.run() {}
        // Nobody waits for an answer yet, and the workers' room is not to come to lie on pages that reading has written to.
        _ = pipeline.tidyUp()
        let place = place(of: sockets)
        let announcement = "\(place): \(pipeline.summary)"
        var served = configuration
        if served.zones.nameServerAddresses.isEmpty { served.zones.nameServerAddresses = nameServerAddresses(sockets) }
        let forwarder = configuration.upstream.isUsed ? try Forwarder(configuration.upstream, logger: logger) : nil
        let queryLimits = QueryLimits(configuration.limits)
        let listeners = listeners(
            on: sockets, limits, served, publisher: publisher, forwarder: forwarder, queryLimits, logger: logger)
        publisher.whenPublished { [weak listeners] in listeners?.moveOn() }
        let server = Server(
            announcement, listeners, trigger(pipeline, place, supervision, logger: logger), forwarder,
            queryLimits.map { LimitReporter($0, logger: logger) },
            tester(of: listeners, in: configuration.zones.clusterDomain, announcement, supervision, logger: logger))
        listeners.start()
        forwarder?.start()
        logger.info("\(configuration.limits.summary)")
        if forwarder == nil { logger.info("names outside the cluster are refused: nobody is asked for them") }
        server.reloading.start()
        return server
    }

    private init(
        _ announcement: String, _ listeners: Listeners, _ reloading: ReloadTrigger, _ forwarder: Forwarder?,
        _ limitReporter: LimitReporter?, _ tester: SelfTester
    ) {
        self.announcement = announcement
        self.listeners = listeners
        self.reloading = reloading
        self.forwarder = forwarder
        self.limitReporter = limitReporter
        self.tester = tester
    }

    private static func place(of sockets: [BoundSockets]) -> String {
        "serving on \(sockets.map(\.address.description).joined(separator: ", ")) (UDP and TCP)"
    }

    /// Everything that listens, with a pipeline for each queue.
    private static func listeners(
        on sockets: [BoundSockets], _ limits: TCPLimits, _ configuration: ServerConfiguration, publisher: SnapshotPublisher,
        forwarder: Forwarder?, _ queryLimits: QueryLimits?, logger: Logger
    ) -> Listeners {
        let transferLog = TransferLog(logger: logger)
        return Listeners(on: sockets, limits: limits) { queue in
            QueryPipeline(
                configuration, publisher: publisher,
                transfers: ZoneTransfers(of: configuration.zones, to: configuration.transferClients, log: transferLog),
                forwarder: forwarder, limits: queryLimits, on: queue)
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
            })
    }

    /// How much is served, and what hinders reading.
    private static func status(of pipeline: ReloadPipeline) -> String {
        pipeline.summary.description + (pipeline.hindrance.map { "; \($0)" } ?? "")
    }

    private static func tester(
        of listeners: Listeners, in zone: DomainName, _ announcement: String, _ supervision: Supervision, logger: Logger
    ) -> SelfTester {
        SelfTester(of: listeners, SelfTestQuestion(of: zone), watchdog: supervision.watchdog) { outcome in
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

    /// Asks every listener a question, and goes on to do so for the watchdog of a service manager. Returns when all have answered, which
    /// takes some milliseconds, or when a second is over: a descriptor that Dispatch does not watch would never be told of otherwise.
    package func testItself() {
        tester.start()
    }

    /// Reads every manifest again, soon.
    package func reload() {
        reloading.readAll()
    }

    /// Closes every socket; returns when that is done, or when the time is over.
    package func stop(within bound: DispatchTimeInterval) {
        tester.stop()
        reloading.cancel()
        limitReporter?.stop()
        forwarder?.stop()
        let stopped = DispatchSemaphore(value: 0)
        listeners.stop { stopped.signal() }
        _ = stopped.wait(timeout: .now() + bound)
    }

    private static let defaultAddresses = ["0.0.0.0:53", "[::]:53"].compactMap(ListenAddress.init)

    /// The sockets of every address; of the default ones IPv6 is left out where the machine has none.
    private static func bind(_ addresses: [ListenAddress]?, workers: Int, logger: Logger) throws(BindError) -> [BoundSockets] {
        try BoundSockets.checkDistinct(addresses ?? defaultAddresses)
        var sockets: [BoundSockets] = []
        for address in addresses ?? defaultAddresses {
            do throws(BindError) {
                let bound = try BoundSockets.bind(address, workers: workers)
                if bound.isEarly {
                    logger.warning("no interface has the address \(address.address) yet: queries to it are answered when one has")
                }
                sockets.append(bound)
            } catch {
                guard addresses == nil, error.meansNoIPv6 else { throw error }
                logger.notice("not listening on \(address): this machine has no IPv6")
            }
        }
        return sockets
    }

    private static func nameServerAddresses(_ sockets: [BoundSockets]) -> [IPAddress] {
        NameServerAddresses.addresses(listening: sockets.map(\.address.address), interfaces: InterfaceAddresses.all())
    }
}

/// Why a server cannot start, on one line.
package struct StartError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong and how to mend it.
    package let description: String
}
