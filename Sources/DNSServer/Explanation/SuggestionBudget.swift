/// How often misspelt names may be looked for: random names must not buy work (design rule 14).
package struct SuggestionBudget {
    /// The most searches in a second by one worker: each looks at every name of a namespace.
    package static let searchesPerSecond = 20

    private var second: ContinuousClock.Instant?
    private var left = 0

    /// A budget of which nothing is spent.
    package init() {}

    /// Whether there is enough left for one more search at this time.
    package mutating func spend(at now: ContinuousClock.Instant) -> Bool {
        if second.map({ now >= $0 + .seconds(1) }) ?? true {
            second = now
            left = Self.searchesPerSecond
        }
        guard left > 0 else { return false }
        left -= 1
        return true
    }
}
