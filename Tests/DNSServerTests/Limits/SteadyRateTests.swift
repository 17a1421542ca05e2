import DNSServer
import Testing

@Suite("How often something may happen") struct SteadyRateTests {
    @Test(
        "So often at once, and then as evenly as the rate says; a pause gives back no more than a burst",
        arguments: [
            // Per second, burst, when they come in milliseconds, and which are admitted.
            (10, 1, [0, 0, 99, 100, 199, 200, 299], "+--+-+-"),
            (10, 3, [0, 0, 0, 0, 100, 100, 200, 300, 300], "+++-+-++-"),
            (10, 3, [0, 0, 0, 150, 200, 249, 300], "++++" + "+-+"),
            (10, 2, [0, 0, 0, 5_000, 5_000, 5_000, 5_001], "++-++--"),
            (1, 1, [0, 999, 1_000, 1_999, 2_000], "+-+-+"),
            (1_000, 2, [0, 0, 0, 1, 1, 2, 3, 3], "++-+-++-"),
        ])
    func table(perSecond: Int, burst: Int, arrivals: [Int64], admitted: String) {
        let rate = SteadyRate(perSecond: perSecond, burst: burst)
        var due = Int64.min
        let marks = arrivals.map { arrival in
            guard let next = rate.next(after: due, at: arrival * 1_000_000) else { return "-" }
            due = next
            return "+"
        }
        #expect(marks.joined() == admitted)
    }

    @Test("What is refused costs nothing: who asks without pause has the rate, not less", arguments: [1, 7, 50, 999, 20_000])
    func flood(perSecond: Int) {
        let rate = SteadyRate(perSecond: perSecond, burst: 1)
        var (due, admitted) = (Int64.min, 0)
        for moment in stride(from: Int64(0), to: 10_000_000_000, by: 20_000) {
            guard let next = rate.next(after: due, at: moment) else { continue }
            (due, admitted) = (next, admitted + 1)
        }
        // Moments are 20 µs apart, so that up to as much is lost each time.
        #expect((perSecond * 10 * 9 / 10 / (1 + perSecond / 20_000)...perSecond * 10).contains(admitted))
    }

    @Test(
        "No number and no moment is too much for it",
        arguments: [Int.min, -1, 0, 1, SteadyRate.most, SteadyRate.most + 1, Int.max], [Int64.min, -1, 0, 1, .max])
    func extremes(number: Int, moment: Int64) {
        for rate in [SteadyRate(perSecond: number, burst: number), SteadyRate(perSecond: 1, burst: number)] {
            for due in [Int64.min, -1, 0, 1, .max] {
                guard let next = rate.next(after: due, at: moment) else { continue }
                #expect(next > due || next == .max)
            }
        }
    }

    @Test("A clock that goes back admits nothing, and nothing is lost when it comes again")
    func backwards() throws {
        let rate = SteadyRate(perSecond: 10, burst: 1)
        let due = try #require(rate.next(after: .min, at: 1_000_000_000))
        #expect(rate.next(after: due, at: 0) == nil)
        #expect(rate.next(after: due, at: 1_100_000_000) != nil)
    }
}
