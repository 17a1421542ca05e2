import DNSServer
import Testing

struct UpstreamReachTests {
    private let start = ContinuousClock.now
    private var reach = UpstreamReach()

    private mutating func fail(_ times: Int, at milliseconds: Int) {
        for _ in 0..<times { reach.failed(at: start + .milliseconds(milliseconds)) }
    }

    /// What a look at this time finds: `ask`, or a change.
    private mutating func look(at milliseconds: Int) -> [String] {
        let (asks, change) = reach.look(at: start + .milliseconds(milliseconds))
        return (asks ? ["ask"] : []) + (change.map { ["\($0)"] } ?? [])
    }

    @Test("Upstream is asked when three questions failed in two seconds, and lost when it does not answer in another")
    mutating func lost() {
        fail(2, at: 0)
        #expect(look(at: 3_000) == [])
        fail(1, at: 100)
        #expect(look(at: 1_999) == [])
        #expect(look(at: 2_000) == ["ask"])
        #expect(look(at: 2_999) == [])
        #expect(look(at: 3_000) == ["ask", "lost(failures: 3)"])
        #expect(look(at: 4_000) == ["ask"])
    }

    @Test("It is back with the first answer, to whomever")
    mutating func back() {
        fail(3, at: 0)
        _ = (look(at: 2_000), look(at: 3_000))
        #expect(reach.answered(at: start + .seconds(8)) == .back(after: .seconds(8)))
        #expect(look(at: 9_000) == [])
        #expect(reach.answered(at: start + .seconds(9)) == nil)
    }

    @Test("Where it answers us, the failures were the names'")
    mutating func names() {
        for second in 0..<10 {
            fail(3, at: 3_000 * second)
            #expect(look(at: 3_000 * second + 2_000) == ["ask"])
            #expect(reach.answered(at: start + .milliseconds(3_000 * second + 2_010)) == nil)
        }
    }
}
