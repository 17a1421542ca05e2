import DNSModel
import Foundation
import Resolution
import ServiceRegistry
import TestSupport
import Testing

struct ReferenceTests {
    private static let pairs = ProcessInfo.processInfo.environment["SVCDNS_COMPARISONS"].flatMap { Int($0) } ?? 200_000
    private static let firstSeed = ProcessInfo.processInfo.environment["SVCDNS_SEED"].flatMap { UInt64($0) } ?? 1
    private static let pairsOfRun = 2_000

    @Test("Every answer is the one that a second resolver gives from the plain list of objects, through reloads too")
    func everyAnswer() async {
        let runs = Self.pairs / Self.pairsOfRun
        let (tally, failures) = await withTaskGroup(of: (Tally, [String]).self) { group in
            for run in 0..<runs {
                group.addTask { ReferenceRun(seed: Self.firstSeed + UInt64(run)).compare(Self.pairsOfRun) }
            }
            return await group.reduce(into: (Tally(), [String]())) { whole, part in
                whole.0.add(part.0)
                whole.1 += part.1
            }
        }
        for failure in failures.prefix(20) { Issue.record(Comment(rawValue: failure)) }
        print(tally.counts.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }.joined(separator: "\n"))
        #expect(failures.isEmpty)
        #expect(tally.pairs == runs * Self.pairsOfRun)
    }
}
