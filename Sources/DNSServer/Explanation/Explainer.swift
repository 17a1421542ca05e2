import DNSModel
import Resolution
import ServiceRegistry

/// Tells clients with EDNS why an answer says no.
struct Explainer {
    private var budget = SuggestionBudget()

    /// The reason for what a question led to in this snapshot; nil when the answer says yes.
    mutating func error(
        for question: Question, _ resolution: Resolution, in snapshot: RegistrySnapshot, at now: () -> ContinuousClock.Instant
    ) -> ExtendedDNSError? {
        var neighbour: Label?
        if let miss = NearMiss(resolution), budget.spend(at: now()) { neighbour = miss.nearest(in: snapshot) }
        return Explanation.error(for: question, resolution, neighbour: neighbour)
    }
}
