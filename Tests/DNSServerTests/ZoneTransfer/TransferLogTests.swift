import DNSServer
import Logging
import Testing

@Suite("What is told of transfers")
struct TransferLogTests {
    @Test(
        "at most so many lines a minute, and how many were left out",
        arguments: [(.transferred, 60), (.refused, 10)] as [(TransferLog.Outcome, Int)])
    func bounded(outcome: TransferLog.Outcome, bound: Int) {
        let recorder = LogRecorder(level: .info)
        let log = TransferLog(logger: recorder.logger)
        let begin = ContinuousClock.now
        for number in 0..<100 { log.tell(outcome, "line \(number)", at: begin + .milliseconds(number)) }
        #expect(recorder.messages == (0..<bound).map { "line \($0)" })
        log.tell(outcome, "later", at: begin + .seconds(60))
        log.tell(outcome, "at last", at: begin + .seconds(61))
        #expect(recorder.messages.suffix(2) == ["later (lines left out before it: \(100 - bound))", "at last"])
    }

    @Test(
        "refusals, which strangers can cause, take no line from transfers",
        arguments: [.transferred, .brokenOff, .failed] as [TransferLog.Outcome])
    func apart(outcome: TransferLog.Outcome) {
        let recorder = LogRecorder(level: .info)
        let log = TransferLog(logger: recorder.logger)
        let now = ContinuousClock.now
        for _ in 0..<100 { log.tell(.refused, "refused", at: now) }
        log.tell(outcome, "told", at: now)
        #expect(recorder.messages.last == "told")
    }

    @Test(
        "a transfer that was done is information, one that was not is more",
        arguments: [(.transferred, .info), (.brokenOff, .notice), (.refused, .notice), (.failed, .warning)]
            as [(TransferLog.Outcome, Logger.Level)])
    func levels(outcome: TransferLog.Outcome, level: Logger.Level) {
        for other in Logger.Level.allCases {
            let recorder = LogRecorder(level: other)
            TransferLog(logger: recorder.logger).tell(outcome, "line", at: .now)
            #expect(recorder.messages.isEmpty == (other > level))
        }
    }
}
