import DNSServer
import Testing

struct SelfTestScheduleTests {
    private let start = ContinuousClock.now
    private let missing: [SelfTestRound.Part] = [.worker(1)]

    private func at(_ milliseconds: Int) -> ContinuousClock.Instant {
        start + .milliseconds(milliseconds)
    }

    @Test("Without a watchdog there is one round, at the start")
    func once() {
        var schedule = SelfTestSchedule(watchdog: nil, now: start)
        #expect(schedule.nextAttempt == start)
        #expect(schedule.attempted(unseen: [], now: at(3)) == .passed(isMended: false))
        #expect(schedule.nextAttempt == nil)
    }

    @Test("What does not answer is asked again, told once after a second, and again until it answers")
    func missed() {
        var schedule = SelfTestSchedule(watchdog: nil, now: start)
        #expect(schedule.attempted(unseen: missing, now: at(200)) == nil)
        #expect(schedule.nextAttempt == at(300))
        #expect(schedule.attempted(unseen: missing, now: at(1_000)) == .missed(missing))
        #expect(schedule.attempted(unseen: missing, now: at(2_000)) == nil)
        #expect(schedule.nextAttempt == at(2_100))
        #expect(schedule.attempted(unseen: [], now: at(2_200)) == .passed(isMended: true))
        #expect(schedule.nextAttempt == nil)
    }

    @Test("With a watchdog a round begins at every half of its interval, and what does not answer is told before it is over")
    func watchdog() {
        var schedule = SelfTestSchedule(watchdog: .seconds(8), now: start)
        #expect(schedule.attempted(unseen: [], now: at(5)) == .passed(isMended: false))
        #expect(schedule.nextAttempt == at(4_000))
        #expect(schedule.attempted(unseen: [], now: at(4_010)) == .passed(isMended: false))
        #expect(schedule.nextAttempt == at(8_000))
        #expect(schedule.attempted(unseen: missing, now: at(8_200)) == nil)
        #expect(schedule.nextAttempt == at(8_400))
        #expect(schedule.attempted(unseen: missing, now: at(10_000)) == .missed(missing))
        #expect(schedule.attempted(unseen: [], now: at(11_000)) == .passed(isMended: true))
        #expect(schedule.nextAttempt == at(12_000))
    }

    @Test("A round that took longer than half of the interval is followed by the next at once")
    func late() {
        var schedule = SelfTestSchedule(watchdog: .seconds(8), now: start)
        #expect(schedule.attempted(unseen: [], now: at(5_000)) == .passed(isMended: false))
        #expect(schedule.nextAttempt == at(5_000))
    }

    @Test(
        "Any interval that a manager may name can be kept or is kept as well as can be",
        arguments: [(Duration.microseconds(1), 50), (.microseconds(UInt64.max), 43_200_000)])
    func bounds(interval: Duration, half: Int) {
        var schedule = SelfTestSchedule(watchdog: interval, now: start)
        _ = schedule.attempted(unseen: [], now: start)
        #expect(schedule.nextAttempt == at(half))
    }
}
