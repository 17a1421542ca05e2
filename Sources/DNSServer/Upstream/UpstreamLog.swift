import DNSModel
import Logging
import Upstream

/// Tells in the log what an operator can mend of upstream: each thing once, or in bounds. Confined to the queue of upstream.
struct UpstreamLog {
    private let logger: Logger
    private var engineErrors = Throttle(times: 3, in: .seconds(60))
    private var loops = Throttle(times: 10, in: .seconds(60))

    init(_ logger: Logger) {
        self.logger = logger
    }

    /// Who is asked for what, at the start.
    func start(_ routes: UpstreamRoutes) {
        for line in routes.summary { logger.info("\(line)") }
    }

    /// The servers that resolv.conf names now.
    func resolverServers(_ servers: [UpstreamServer], of path: String) {
        guard servers.isEmpty else {
            return logger.info("names outside the cluster are asked of \(Self.list(servers)) (\(path))")
        }
        logger.warning(
            "\(path) names no server: names outside the cluster fail until it does; or set upstream.servers, or give --no-upstream")
    }

    /// A server leads back here.
    mutating func loop(_ target: LoopProbes.Target, at now: ContinuousClock.Instant) {
        guard loops.admits(at: now) else { return }
        logger.error(
            """
            forwarding loop: what upstream server \(target.server) is asked\(Self.scope(target.zone)) comes back to this server, so \
            it is asked no more: set \(Self.key(target.zone)) to servers that do not ask this one (of systemd-resolved, those in \
            /run/systemd/resolve/resolv.conf), or point that server elsewhere
            """)
    }

    /// A server leads back here no more.
    func mended(_ target: LoopProbes.Target) {
        logger.notice(
            "mended: upstream server \(target.server) leads back here no more\(Self.scope(target.zone)): it is asked again")
    }

    /// Upstream was lost, or is back.
    func reach(_ change: UpstreamReach.Change?, _ routes: UpstreamRoutes) {
        switch change {
        case nil: break
        case .lost(let failures):
            let servers = Self.list(Set(routes.targets.map(\.server)).sorted { $0.description < $1.description })
            logger.warning(
                """
                upstream does not answer: the last \(failures) questions about names outside the cluster failed: see that \
                \(servers) can be reached from here over UDP and TCP, and that it resolves names rather than \
                answers SERVFAIL
                """)
        case .back(let time): logger.notice("upstream answers again, after \(time.components.seconds) s")
        }
    }

    /// The engine does not take a question, or cannot read its pipe.
    mutating func engineFails(_ error: EngineError, at now: ContinuousClock.Instant) {
        guard engineErrors.admits(at: now) else { return }
        logger.error("names outside the cluster: \(error)")
    }

    /// There is no engine for other servers, so the one there is goes on.
    mutating func keepsEngine(_ error: EngineError, at now: ContinuousClock.Instant) {
        guard engineErrors.admits(at: now) else { return }
        logger.error("the change of upstream servers is not made, those before it are asked: \(error)")
    }

    /// resolv.conf cannot be read.
    func unreadable(_ error: WholeFileError) {
        logger.warning(
            "\(error): the upstream servers stay as they were; with none yet, names outside the cluster fail until it can be read")
    }

    private static func list(_ servers: [UpstreamServer]) -> String {
        servers.isEmpty ? "the root servers" : servers.map(\.description).joined(separator: ", ")
    }

    private static func scope(_ zone: DomainName) -> String {
        zone.isRoot ? "" : " for \(zone)"
    }

    private static func key(_ zone: DomainName) -> String {
        zone.isRoot ? "upstream.servers" : "upstream.zones"
    }
}
