package import DNSModel
package import Upstream

/// Which servers lead back to this server, found by questions that only it can know: if one comes back, there is a loop.
///
/// Each server is asked for each zone that it has: it may resolve one and send another back.
package struct LoopProbes {
    /// How often every server is asked.
    package static let interval = Duration.seconds(30)
    /// How soon every server is asked again where something hints at a loop.
    package static let leastInterval = Duration.seconds(5)
    /// How long a probe may take to come back: with none in this time there is no loop (any more).
    package static let patience = Duration.seconds(5)

    private var states: [Target: State] = [:]
    private var tokens: [ProbeNames.Token: Sent] = [:]
    private var lastRound: ContinuousClock.Instant?

    /// A server, and the zone that it is asked for.
    package struct Target: Hashable, Sendable {
        /// Who is asked.
        package let server: UpstreamServer
        /// The root for the servers of every name, otherwise the stub zone.
        package let zone: DomainName

        /// A server that is asked for this zone.
        package init(_ server: UpstreamServer, for zone: DomainName) {
            self.server = server
            self.zone = zone
        }
    }

    /// A question to be sent.
    package struct Probe: Hashable, Sendable {
        /// To whom, and for which zone.
        package let target: Target
        /// What to find it by when it comes back.
        package let token: ProbeNames.Token
    }

    fileprivate struct State {
        var isLeftOut = false
        /// When the first probe was sent of those after the last that came back.
        var waitingSince: ContinuousClock.Instant?
    }

    private struct Sent {
        let target: Target
        let at: ContinuousClock.Instant
    }

    /// Probes of nobody yet.
    package init() {}

    /// The servers that lead back here, which are not to be asked.
    package var leftOut: Set<Target> {
        Set(states.lazy.filter(\.value.isLeftOut).map(\.key))
    }

    /// Takes the servers that there are now; those that were known keep what is known of them. Every one is asked anew.
    package mutating func watch(_ targets: Set<Target>) {
        states = Dictionary(uniqueKeysWithValues: targets.map { ($0, states[$0] ?? State()) })
        tokens = tokens.filter { targets.contains($0.value.target) }
        lastRound = nil
    }

    /// The servers whose loop is mended, now that a probe has not come back; each is told once.
    package mutating func mended(at now: ContinuousClock.Instant) -> [Target] {
        let mended = states.filter { $0.value.isMended(at: now) }.map(\.key)
        for target in mended { states[target] = State() }
        // They are asked again, and so is whether that was right.
        if !mended.isEmpty { lastRound = nil }
        return mended
    }

    /// The probes that are due: all or none.
    package mutating func due(at now: ContinuousClock.Instant, newToken: () -> ProbeNames.Token) -> [Probe] {
        due(at: now, every: Self.interval, newToken)
    }

    /// The probes to send where a question hints at a loop, unless there were some a moment ago.
    package mutating func suspected(at now: ContinuousClock.Instant, newToken: () -> ProbeNames.Token) -> [Probe] {
        due(at: now, every: Self.leastInterval, newToken)
    }

    /// Takes the token of a probe that came back; the server that it went to, if that was not left out before.
    package mutating func cameBack(_ token: ProbeNames.Token) -> Target? {
        guard let target = tokens[token]?.target, let state = states[target] else { return nil }
        states[target] = State(isLeftOut: true)
        return state.isLeftOut ? nil : target
    }

    private mutating func due(
        at now: ContinuousClock.Instant, every interval: Duration, _ newToken: () -> ProbeNames.Token
    ) -> [Probe] {
        guard !states.isEmpty, lastRound.map({ now - $0 >= interval }) ?? true else { return [] }
        lastRound = now
        tokens = tokens.filter { now - $0.value.at < Self.interval }
        return states.keys.map { target in
            let token = newToken()
            tokens[token] = Sent(target: target, at: now)
            states[target]?.sent(at: now)
            return Probe(target: target, token: token)
        }
    }
}

extension LoopProbes.State {
    fileprivate mutating func sent(at now: ContinuousClock.Instant) {
        waitingSince = waitingSince ?? now
    }

    /// Whether no probe to a server that is left out has come back, though the first of them had the time.
    fileprivate func isMended(at now: ContinuousClock.Instant) -> Bool {
        guard isLeftOut, let waitingSince else { return false }
        return now - waitingSince >= LoopProbes.patience
    }
}
