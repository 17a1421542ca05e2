import DNSServer
import Logging
import Testing

@Suite("What is told of transfers")
struct TransferLogTests {
    @Test("at most so many lines a minute, and how many were left out")
    func bounded() {
        let recorder = LogRecorder(level: .info)
        let log = TransferLog(logger: recorder.logger)
        let begin = ContinuousClock.now
        for number in 0..<100 { log.tell("line \(number)", at: begin + .milliseconds(number)) }
        #expect(recorder.messages == (0..<60).map { "line \($0)" })
        log.tell("later", at: begin + .seconds(60))
        log.tell("at last", at: begin + .seconds(61))
        #expect(recorder.messages.suffix(2) == ["later (40 transfers before it were not told)", "at last"])
    }
}
