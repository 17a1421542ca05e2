import DNSModel
import ServiceRegistry
import TestSupport

/// Some worlds that grow out of one seed, each asked a few hundred questions.
struct ReferenceRun {
    let seed: UInt64
    private static let questionsOfWorld = 250
    private static let changesOfWorld = 3

    /// Compares so many pairs of answers; the first difference ends the run.
    func compare(_ pairs: Int) -> (Tally, [String]) {
        var tally = Tally()
        var generator = WorldGenerator(seed: seed)
        var world = generator.world()
        var table = AllocationTable()
        var serial: UInt32 = 1
        while tally.pairs < pairs {
            let trial = Trial(world, serial: serial, remembering: table)
            if let failure = ask(trial, &generator.random, &tally) { return (tally, [failure]) }
            if serial % 3 == 0 {
                world = generator.world()
                table = AllocationTable()
            } else {
                for _ in 0..<Self.changesOfWorld { generator.change(&world) }
                table = trial.table
            }
            serial += 1
        }
        return (tally, [])
    }

    private func ask(_ trial: Trial, _ random: inout SeededGenerator, _ tally: inout Tally) -> String? {
        var questions = QuestionGenerator(trial.world, trial.reference, random: SeededGenerator(seed: random.next()))
        for _ in 0..<Self.questionsOfWorld {
            let (query, client) = (questions.next(), questions.client())
            let comparison = trial.comparison(query, from: client, start: random.next())
            tally.count(query.question, comparison.expected, in: trial.reference)
            let differences = comparison.differences
            guard differences.isEmpty else {
                return Shrinker(query: query, client: client).report(trial.world, differences, seed: seed)
            }
        }
        return nil
    }
}
