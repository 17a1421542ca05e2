import DNSServer
import Testing

struct ThrottleTests {
    @Test("So much is admitted in an interval and no more, and as much again in the next")
    func throttle() {
        let start = ContinuousClock.now
        var throttle = Throttle(times: 20, in: .seconds(1))
        let first = (0..<1000).count { _ in throttle.admits(at: start) }
        let late = throttle.admits(at: start + .milliseconds(999))
        let next = (0..<1000).count { _ in throttle.admits(at: start + .seconds(1)) }
        #expect(first == 20 && next == 20)
        #expect(!late)
    }
}
