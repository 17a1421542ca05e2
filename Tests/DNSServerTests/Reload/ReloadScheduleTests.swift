import DNSServer
import Testing

@Suite("The schedule says when to look", .timeLimit(.minutes(20)))
struct ReloadScheduleTests {
    private let start = ContinuousClock.now
    private var schedule: ReloadSchedule

    init() {
        schedule = ReloadSchedule(now: start)
        _ = handle(.timer, at: 0)
        _ = looked(at: 0)
    }

    private mutating func handle(_ event: ReloadSchedule.Event, at milliseconds: Int) -> ReloadSchedule.Action {
        schedule.handle(event, now: start.advanced(by: .milliseconds(milliseconds)))
    }

    private mutating func looked(
        at milliseconds: Int, lookAgainIn: Duration? = nil, leavesMuch: Bool = false, isWatching: Bool = true
    ) -> ReloadSchedule.Action {
        let now = start.advanced(by: .milliseconds(milliseconds))
        return .wait(until: schedule.looked(lookAgainIn: lookAgainIn, leavesMuch: leavesMuch, isWatching: isWatching, now: now))
    }

    private mutating func tidied(at milliseconds: Int, leavesMuch: Bool = false) -> ReloadSchedule.Action {
        .wait(until: schedule.tidied(leavesMuch: leavesMuch, now: start.advanced(by: .milliseconds(milliseconds))))
    }

    private func wait(_ milliseconds: Int) -> ReloadSchedule.Action { .wait(until: start.advanced(by: .milliseconds(milliseconds))) }

    @Test("The first look is at once")
    func first() {
        var schedule = ReloadSchedule(now: start)
        #expect(schedule.handle(.timer, now: start) == .look(forceReadingAll: false))
    }

    @Test("A change is looked at after 10 ms of quiet")
    mutating func quiet() {
        #expect(handle(.changed, at: 100) == wait(110))
        #expect(handle(.changed, at: 105) == wait(115))
        #expect(handle(.timer, at: 114) == wait(115))
        #expect(handle(.timer, at: 115) == .look(forceReadingAll: false))
    }

    @Test("Changes that never cease are looked at 50 ms after the first")
    mutating func patience() {
        let actions = stride(from: 100, through: 150, by: 5).map { handle(.changed, at: $0) }
        #expect(actions == [110, 115, 120, 125, 130, 135, 140, 145, 150, 150].map(wait) + [.look(forceReadingAll: false)])
    }

    @Test(
        "Without a change there is a look every 10 s, every 2 s without watches, and earlier where the last look says so, but never at once",
        arguments: [
            (nil, true, 10_000), (nil, false, 2_000), (.seconds(1), true, 1_000), (.seconds(5), false, 2_000), (.zero, true, 10),
            (.seconds(60), true, 10_000),
        ] as [(Duration?, Bool, Int)])
    mutating func rescan(lookAgainIn: Duration?, isWatching: Bool, expected: Int) {
        _ = handle(.signal, at: 0)
        #expect(looked(at: 0, lookAgainIn: lookAgainIn, isWatching: isWatching) == wait(expected))
        #expect(handle(.timer, at: expected) == .look(forceReadingAll: false))
    }

    @Test("A signal is looked at at once, and reads everything once")
    mutating func signal() {
        #expect(handle(.signal, at: 1) == .look(forceReadingAll: true))
        #expect(looked(at: 2) == wait(10_002))
        #expect(handle(.timer, at: 10_002) == .look(forceReadingAll: false))
    }

    @Test("What comes during a look is looked at after it")
    mutating func during() {
        #expect(handle(.signal, at: 0) == .look(forceReadingAll: true))
        #expect(looked(at: 100) == wait(10_100))
        #expect(handle(.changed, at: 101) == wait(111))
        #expect(handle(.signal, at: 102) == .look(forceReadingAll: true))
        #expect(looked(at: 103) == wait(10_103))
    }

    @Test("A look that was due anyway answers the changes before it")
    mutating func coalescing() {
        _ = handle(.changed, at: 9_995)
        #expect(handle(.timer, at: 10_000) == .look(forceReadingAll: false))
        #expect(looked(at: 10_001) == wait(20_001))
    }

    @Test("What looks left behind is tidied up once, a second after the first of them, and again a second later where something is left")
    mutating func tidying() {
        _ = handle(.signal, at: 0)
        #expect(looked(at: 100, leavesMuch: true) == wait(1_100))
        _ = handle(.signal, at: 600)
        #expect(looked(at: 700, leavesMuch: true) == wait(1_100))
        #expect(handle(.timer, at: 1_100) == .tidyUp)
        #expect(tidied(at: 1_150, leavesMuch: true) == wait(2_150))
        #expect(handle(.timer, at: 2_150) == .tidyUp)
        #expect(tidied(at: 2_200) == wait(10_700))
        #expect(handle(.timer, at: 10_700) == .look(forceReadingAll: false))
    }

    @Test("A change does not wait for the tidying, nor does a look that is due")
    mutating func tidyingWaits() {
        _ = handle(.signal, at: 0)
        _ = looked(at: 100, leavesMuch: true)
        #expect(handle(.changed, at: 1_095) == wait(1_105))
        #expect(handle(.changed, at: 1_100) == wait(1_110))
        #expect(handle(.timer, at: 1_110) == .look(forceReadingAll: false))
        #expect(looked(at: 1_120, lookAgainIn: .milliseconds(10)) == wait(1_100))
        #expect(handle(.timer, at: 1_130) == .look(forceReadingAll: false))
        #expect(looked(at: 1_140) == wait(1_100))
        #expect(handle(.timer, at: 1_140) == .tidyUp)
    }
}
