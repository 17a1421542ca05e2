import DNSModel
import Resolution
import ServiceRegistry

/// Tells clients with EDNS why an answer says no.
struct Explainer {
    private var searches = Throttle(times: searchesPerSecond, in: .seconds(1))

    /// The most searches for near misses in a second by one worker, each of at most `RegistryLimits.comparedNames` names: random
    /// names must not buy work (design rule 14).
    private static let searchesPerSecond = 20

    /// The reason for what a question led to in this snapshot; nil when the answer says yes. The clock is read only for a search.
    mutating func error(
        for question: Question, _ resolution: Resolution, in snapshot: RegistrySnapshot, at now: @autoclosure () -> ContinuousClock.Instant
    ) -> ExtendedDNSError? {
        var neighbour: Label?
        if let miss = NearMiss(resolution), searches.admits(at: now()) { neighbour = miss.nearest(in: snapshot) }
        return Explanation.error(for: question, resolution, neighbour: neighbour)
    }
}
