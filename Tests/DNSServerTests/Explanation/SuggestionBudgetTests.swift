import DNSServer
import Testing

struct SuggestionBudgetTests {
    @Test("So many misspelt names are looked for in a second, and no more")
    func budget() {
        let start = ContinuousClock.now
        var budget = SuggestionBudget()
        let first = (0..<1000).count { _ in budget.spend(at: start) }
        let late = budget.spend(at: start + .milliseconds(999))
        let next = (0..<1000).count { _ in budget.spend(at: start + .seconds(1)) }
        #expect(first == SuggestionBudget.searchesPerSecond && next == SuggestionBudget.searchesPerSecond)
        #expect(!late)
    }
}
