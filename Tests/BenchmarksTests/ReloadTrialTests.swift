import Benchmarks
import Testing

@Suite(.timeLimit(.minutes(20))) struct ReloadTrialTests {
    @Test("A trial sees each change of a real server, and nothing mixed or older in its answers")
    func trial() throws {
        let outcome = try ReloadTrial(services: 20, changes: 3, isUnderLoad: false, bound: .seconds(60)).run()
        #expect(outcome.delays.count == 3)
        #expect(outcome.findings.answers > 0)
        #expect([outcome.findings.mixed, outcome.findings.backwards, outcome.findings.unexpected] == [0, 0, 0])
        #expect(outcome.row.count == ReloadOutcome.header.count)
    }
}
