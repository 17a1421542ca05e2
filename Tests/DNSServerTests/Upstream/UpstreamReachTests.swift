import DNSModel
import DNSServer
import Testing

struct UpstreamReachTests {
    private let start = ContinuousClock.now

    private func name(_ number: Int) -> DomainName {
        SomeAnswers.question(number).name
    }

    @Test("Upstream is lost when several questions met silence for some time, and back with the first answer")
    func silence() {
        var reach = UpstreamReach()
        #expect((0..<50).allSatisfy { _ in reach.wasSilent(at: start) == nil })
        #expect(reach.answered(at: start + .seconds(1)) == nil)
        #expect(reach.wasSilent(at: start + .seconds(10)) == nil)
        #expect(reach.failed(name(0), after: .seconds(3), at: start + .seconds(13)) == nil)
        #expect(reach.wasSilent(at: start + .seconds(14)) == .lost(failures: 3, untold: 0))
        #expect(reach.wasSilent(at: start + .seconds(15)) == nil)
        #expect(reach.answered(at: start + .seconds(18)) == .back(after: .seconds(8)))
        #expect(reach.answered(at: start + .seconds(19)) == nil)
    }

    @Test("Names that fail at once are no silence, however often they are asked; many names for long are")
    func failures() {
        var reach = UpstreamReach()
        let few = (0..<1_000).map { reach.failed(name($0 % 9), after: .milliseconds(20), at: start + .milliseconds($0 * 100)) }
        #expect(few.allSatisfy { $0 == nil })
        #expect(reach.answered(at: start + .seconds(100)) == nil)
        let many = (0..<101).map { reach.failed(name($0), after: .milliseconds(20), at: start + .milliseconds(101_000 + $0 * 100)) }
        #expect(many.dropLast().allSatisfy { $0 == nil })
        #expect(many.last == .lost(failures: 101, untold: 0))
    }

    @Test("Losses that come and go are told three times a minute, with how many were not; one that lasts is told at last")
    func floods() {
        var reach = UpstreamReach()
        var changes: [UpstreamReach.Change] = []
        for second in stride(from: 0, to: 60, by: 4) {
            for part in [0, 1, 2] { changes += [reach.wasSilent(at: start + .seconds(second + part))].compactMap { $0 } }
            changes += [reach.answered(at: start + .seconds(second + 3))].compactMap { $0 }
        }
        let told: [UpstreamReach.Change] = [.lost(failures: 3, untold: 0), .back(after: .seconds(3))]
        #expect(changes == told + told + told)
        let last = (60..<64).compactMap { reach.wasSilent(at: start + .seconds($0)) }
        #expect(last == [.lost(failures: 3, untold: 12)])
    }
}
